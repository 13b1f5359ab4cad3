"""What of conversations, agreements and promises is worth doing now, for the start page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.access.colleagues import teams_led_by
from leerlus.conversations.agreements import to_look_back_on, waiting_for
from leerlus.conversations.charter import must_read_charter
from leerlus.conversations.models import Agreement, Conversation
from leerlus.conversations.planning import conversations_ahead, conversations_of
from leerlus.conversations.promises import promises_for, promises_to_tell_about
from leerlus.conversations.rules import PREPARE_FROM
from leerlus.site.things import ThingToDo


def agreements_and_conversations(actor: Actor) -> list[ThingToDo]:
    """At most one of each: a proposal to answer, an agreement to look back on, a conversation to prepare."""
    return [*_proposal(actor), *_look_back(actor), *_next_conversation(actor)]


def charter_first(actor: Actor) -> list[ThingToDo]:
    """The charter, for who leads a team and did not accept it yet."""
    if not must_read_charter(actor):
        return []
    title = _("Read what you promise when you lead a team")
    why = _("Learning, not judging: six sentences to read once. After that conversations and promises open.")
    return [ThingToDo(title, why, 2, reverse("charter"), _("Read the charter"))]


def promises_whose_day_has_come(actor: Actor) -> list[ThingToDo]:
    """A promise of which the team waits to hear what became of it."""
    why = _("You promised this to the team for %(date)s.")
    return [
        ThingToDo(
            _("Tell what became of your promise"),
            why % {"date": date_format(promise.due_on, "j F Y")},
            2,
            reverse("promise", args=[promise.pk]),
            _("Tell the team"),
        )
        for promise in promises_to_tell_about(actor)[:1]
    ]


def first_guide_and_promise(actor: Actor) -> list[ThingToDo]:
    """What a manager begins with: the guide before the first conversation, and one promise to the team."""
    found = []
    if not conversations_of(actor).exists():
        title = _("Read the guide for your next conversation")
        why = _("Every question, and tips for you. The caseworker chooses what it is about.")
        found.append(ThingToDo(title, why, 5, reverse("conversation_guide"), _("Look at the guide")))
    if not promises_for(actor).filter(team__in=teams_led_by(actor)).exists():
        title = _("Promise the team one thing")
        why = _("Something you can do or arrange yourself, with a date. One is enough.")
        found.append(ThingToDo(title, why, 5, reverse("new_promise"), _("Promise the team something")))
    return found


def _proposal(actor: Actor) -> list[ThingToDo]:
    return [
        ThingToDo(
            _("Answer a proposal of %(name)s") % {"name": _other(actor, agreement.conversation)},
            _("An agreement counts when both said yes. You can also propose something else."),
            3,
            _page(agreement),
            _("Look at the proposal"),
        )
        for agreement in waiting_for(actor)[:1]
    ]


def _look_back(actor: Actor) -> list[ThingToDo]:
    return [
        ThingToDo(
            _("Look back with %(name)s on what you agreed") % {"name": _other(actor, agreement.conversation)},
            _("You chose %(date)s for it. What worked, and what is next?")
            % {"date": date_format(agreement.return_on, "j F Y")},
            10,
            _page(agreement),
            _("Look at the agreement"),
        )
        for agreement in to_look_back_on(actor)[:1]
    ]


def _next_conversation(actor: Actor) -> list[ThingToDo]:
    near = timezone.localdate() + PREPARE_FROM
    for found in conversations_ahead(actor).filter(planned_on__lte=near):
        name, day = {"name": _other(actor, found)}, {"date": date_format(found.planned_on, "j F Y")}
        address = reverse("conversation", args=[found.pk])
        if found.caseworker_id != actor.person_id:
            why = (
                _("You talk on %(date)s. The topics are there.")
                if found.released_at
                else _(
                    "You talk on %(date)s. The topics are still being chosen; your own preparation can begin."
                )
            )
            title = _("Prepare your conversation with %(name)s") % name
            return [ThingToDo(title, why % day, 5, address, _("Look at the conversation"))]
        if found.released_at is None:
            title = _("Choose what you want to talk about with %(name)s") % name
            why = _("You talk on %(date)s. You get the questions first; nothing is shown before you say so.")
            return [ThingToDo(title, why % day, 5, address, _("Choose my topics"))]
    return []


def _page(agreement: Agreement) -> str:
    return reverse("conversation", args=[agreement.conversation_id])


def _other(actor: Actor, found: Conversation) -> str:
    """The first name of the other of the two."""
    other = found.manager if found.caseworker_id == actor.person_id else found.caseworker
    return other.first_name if other else ""
