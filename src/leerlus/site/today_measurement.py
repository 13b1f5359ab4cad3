"""What of measuring together is worth doing now, for the start page."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.measurement.waiting import sets_to_decide_on, sets_to_look_at
from leerlus.site.things import ThingToDo


def measuring(actor: Actor) -> list[ThingToDo]:
    """At most one of each: a design to decide on, and a day to look together at what came out."""
    return [*_to_decide(actor), *_to_look(actor)]


def _to_decide(actor: Actor) -> list[ThingToDo]:
    return [
        ThingToDo(
            _("Read what your team wants to measure"),
            _("You decide for yourself whether you agree. It begins only when everybody does."),
            5,
            reverse("agree_to_set", args=[found.pk]),
            _("Read the design"),
        )
        for found in sets_to_decide_on(actor)[:1]
    ]


def _to_look(actor: Actor) -> list[ThingToDo]:
    why = _("Your team agreed to look together on %(date)s.")
    return [
        ThingToDo(
            _("Look together at what you measure"),
            why % {"date": date_format(found.next_look_on, "j F Y")},
            10,
            reverse("measurement_set", args=[found.pk]),
            _("To what we measure"),
        )
        for found in sets_to_look_at(actor)[:1]
        if found.next_look_on is not None
    ]
