"""The start page: at most three things to do, each under ten minutes, each with why."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.access.looks import lines_of, newest_look
from leerlus.access.pages import PersonRequest
from leerlus.access.shared_pages import things_shared
from leerlus.access.shares import shares_received
from leerlus.casework.contacts import planned_until
from leerlus.content.instrument import current_instrument
from leerlus.development.following_up import due_follow_ups
from leerlus.development.plan import open_goals
from leerlus.knowledge.asking import open_questions
from leerlus.organisations.roles import Role
from leerlus.outcomes.models import SpellImport
from leerlus.scans.sittings import finished_sittings, open_sitting
from leerlus.site.things import ThingToDo
from leerlus.site.today_conversations import (
    agreements_and_conversations,
    charter_first,
    first_guide_and_promise,
    promises_whose_day_has_come,
)
from leerlus.site.today_measurement import measuring

MOST_THINGS: Final = 3
MANAGER_SCAN: Final = "manager_scan"
NEWEST_SHARES: Final = 10


def today(request: PersonRequest) -> HttpResponse:
    """The things worth doing now, by role; an empty list says that nothing is waiting."""
    found = {
        thing.url: thing
        for role, find in _BY_ROLE.items()
        if role in request.actor.roles
        for thing in find(request.actor)
    }
    look = newest_look(request.actor)
    context = {
        "things": list(found.values())[:MOST_THINGS],
        "looks": lines_of(request.actor, [look]) if look else [],
    }
    return render(request, "site/today.html", context)


def for_caseworker(actor: Actor) -> list[ThingToDo]:
    """First looking back, then who is planned, the step on the plan, who waits for an answer, the scan and clients."""
    return [
        *_look_back(actor),
        *_planned_contacts(actor),
        *_next_step(actor),
        *agreements_and_conversations(actor),
        *measuring(actor),
        *_scan(actor),
        *_clients(actor),
    ]


def _look_back(actor: Actor) -> list[ThingToDo]:
    asked = due_follow_ups(actor).first()
    if asked is None:
        return []
    title = _("Does “%(step)s” still happen?") % {"step": asked.goal.title}
    why = _("You did this a while ago. Holding on is the hardest part; looking back helps.")
    return [ThingToDo(title, why, 2, reverse("ask_again", args=[asked.pk]), _("Look back on it"))]


def _next_step(actor: Actor) -> list[ThingToDo]:
    goal = open_goals(actor).first()
    if goal is None:
        return []
    why = _("You put this on your plan, for %(date)s.") % {"date": date_format(goal.due_on, "j F Y")}
    return [ThingToDo(goal.title, why, 10, reverse("goal", args=[goal.pk]), _("Look at my step"))]


def _scan(actor: Actor) -> list[ThingToDo]:
    finished = finished_sittings(actor).first()
    if open_sitting(actor):
        return [
            ThingToDo(
                _("Go on with your quickscan"),
                _("You were in the middle of it. Your answers are kept."),
                5,
                reverse("quickscan"),
                _("Go on with the quickscan"),
            )
        ]
    if finished is None:
        return [
            ThingToDo(
                _("Take the quickscan"),
                _("In 7 minutes you read what moves you in your craft, and you get a step that fits."),
                7,
                reverse("quickscan"),
                _("To the quickscan"),
            )
        ]
    if open_goals(actor).exists():
        return []
    return [
        ThingToDo(
            _("Choose a step from your advice"),
            _("Your advice is ready. One small step is enough."),
            2,
            reverse("profile", args=[finished.pk]),
            _("Look at my advice"),
        )
    ]


def _planned_contacts(actor: Actor) -> list[ThingToDo]:
    number = planned_until(actor, timezone.localdate()).count()
    if not number:
        return []
    title = ngettext(
        "Speak to %(number)d client you planned", "Speak to %(number)d clients you planned", number
    )
    why = _("Their day is today, or has passed. Recording a contact takes a minute.")
    return [
        ThingToDo(title % {"number": number}, why, 1, reverse("contacts_today"), _("Look who is planned"))
    ]


def _clients(actor: Actor) -> list[ThingToDo]:
    if visible_own(actor, SpellImport).exists():
        title, why = (
            _("See what happened to your clients"),
            _("Looking back on your own work shows what to try next."),
        )
        return [ThingToDo(title, why, 5, reverse("my_clients"), _("Look at my clients"))]
    return [
        ThingToDo(
            _("Read in your clients"),
            _("With a file from your own administration you see how long it took until they found work."),
            5,
            reverse("my_clients"),
            _("To my clients"),
        )
    ]


def for_team_manager(actor: Actor) -> list[ThingToDo]:
    """First the charter and who waits for an answer, then what a manager begins with, then the team as a whole."""
    charter = charter_first(actor)
    return [
        *(charter or agreements_and_conversations(actor)),
        *_shared_with(actor),
        *([] if charter else promises_whose_day_has_come(actor)),
        *measuring(actor),
        *_self_scan(actor),
        *([] if charter else first_guide_and_promise(actor)),
        ThingToDo(
            _("See what can be said about the team"),
            _("Only as a whole, and only after a closed round. You can plan time; that helps most."),
            3,
            reverse("team"),
            _("To the team"),
        ),
        _the_model(),
    ]


def _self_scan(actor: Actor) -> list[ThingToDo]:
    """The eight questions for a manager, until they were answered once."""
    if finished_sittings(actor, MANAGER_SCAN).exists():
        return []
    title = _("See how you support learning")
    why = _("Eight questions for you alone, and one thing to try in your next conversation.")
    address = reverse("instrument", args=[current_instrument(MANAGER_SCAN).address])
    return [ThingToDo(title, why, 4, address, _("Take the self-scan"))]


def for_administrator(actor: Actor) -> list[ThingToDo]:
    """People first, then whether everything is well."""
    return [
        ThingToDo(
            _("Invite colleagues"),
            _("One by one, or with a list. They decide themselves what they fill in."),
            5,
            reverse("people"),
            _("To the people"),
        ),
        ThingToDo(
            _("See whether everything is well"),
            _("Database, keys and log at a glance. You see counts, no content."),
            2,
            reverse("health"),
            _("To health"),
        ),
    ]


def for_others(actor: Actor) -> list[ThingToDo]:
    """Knowledge managers, directors, researchers: knowledge, the picture, trying the rules, the model behind them."""
    return [
        *_shared_with(actor),
        *_knowledge(actor),
        *_picture(actor),
        *_what_if(actor),
        _the_model(),
    ]


def _picture(actor: Actor) -> list[ThingToDo]:
    if not actor.roles & {Role.KNOWLEDGE_BROKER, Role.EXECUTIVE}:
        return []
    title = _("Look at the picture of the organisation")
    why = _("What teams said together, in rounded figures. No figure is about one person.")
    return [ThingToDo(title, why, 3, reverse("picture"), _("To the picture"))]


def _knowledge(actor: Actor) -> list[ThingToDo]:
    """For who writes knowledge: what waits there."""
    if Role.KNOWLEDGE_BROKER not in actor.roles:
        return []
    number = open_questions(actor).count()
    title = (
        ngettext(
            "Answer %(number)d question of colleagues", "Answer %(number)d questions of colleagues", number
        )
        % {"number": number}
        if number
        else _("See what waits in the knowledge base")
    )
    why = _("Questions, items near their date, and gaps stand together on one page.")
    return [ThingToDo(title, why, 10, reverse("knowledge_desk"), _("To my workplace"))]


def _what_if(actor: Actor) -> list[ThingToDo]:
    if not actor.roles & {Role.KNOWLEDGE_BROKER, Role.RESEARCHER}:
        return []
    title = _("Try the rules of the advice")
    why = _("Make up a profile and read which rules hold, and why.")
    return [ThingToDo(title, why, 5, reverse("what_if"), _("Make up a profile"))]


def _shared_with(actor: Actor) -> list[ThingToDo]:
    return [
        ThingToDo(
            _("%(name)s shares something with you") % {"name": received.share.owner.name},
            _("You can look until %(date)s.") % {"date": date_format(received.share.ends_on, "j F Y")},
            3,
            reverse("my_shares"),
            _("Look at what is shared"),
        )
        for received in things_shared(actor, shares_received(actor)[:NEWEST_SHARES])[:1]
    ]


def _the_model() -> ThingToDo:
    return ThingToDo(
        _("Look at the model behind Leerlus"),
        _("Which factors play a part in getting better at the craft, and what is measured so far."),
        5,
        reverse("model"),
        _("To the model"),
    )


_BY_ROLE: Final = {
    Role.CASEWORKER: for_caseworker,
    Role.TEAM_MANAGER: for_team_manager,
    Role.TENANT_ADMINISTRATOR: for_administrator,
    Role.KNOWLEDGE_BROKER: for_others,
    Role.EXECUTIVE: for_others,
    Role.RESEARCHER: for_others,
}
