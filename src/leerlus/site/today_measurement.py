"""What of measuring together is worth doing now, for the start page."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.measurement.waiting import Waiting, waiting_for
from leerlus.site.things import ThingToDo


def measuring(actor: Actor) -> list[ThingToDo]:
    """At most one: a design to decide on, or a day to look together at what came out."""
    return [_thing(waiting) for waiting in waiting_for(actor)[:1]]


def _thing(waiting: Waiting) -> ThingToDo:
    if waiting.look_on is None:
        return ThingToDo(
            _("Read what your team wants to measure"),
            _("You decide for yourself whether you agree. It begins only when everybody does."),
            5,
            reverse("agree_to_set", args=[waiting.set_id]),
            _("Read the design"),
        )
    why = _("Your team agreed to look together on %(date)s.")
    return ThingToDo(
        _("Look together at what you measure"),
        why % {"date": date_format(waiting.look_on, "j F Y")},
        10,
        reverse("measurement_set", args=[waiting.set_id]),
        _("To what we measure"),
    )
