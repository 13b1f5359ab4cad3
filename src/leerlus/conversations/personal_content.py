"""What conversations, promises and the charter keep of a person: to read out, and to erase."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leerlus.access.personal_content import register_section
from leerlus.conversations.models import Agreement, CharterAcceptance, Conversation, Preparation, Promise
from leerlus.conversations.reminding import forget_day_of_return


def read_conversations(person_id: UUID) -> list[dict[str, Any]]:
    """Every conversation of this person, with their own words only: never the notes or the step of the other."""
    conversations = (
        Conversation.objects.filter(Q(caseworker_id=person_id) | Q(manager_id=person_id))
        .select_related("caseworker", "manager")
        .prefetch_related("agreements", "preparations")
    )
    return [_conversation(found, person_id) for found in conversations]


def _conversation(found: Conversation, person_id: UUID) -> dict[str, Any]:
    mine = found.caseworker_id == person_id
    other = found.manager if mine else found.caseworker
    own = next((one for one in found.preparations.all() if one.person_id == person_id), None)
    return {
        "id": str(found.pk),
        "with": other.name if other else None,
        "planned_by": "manager" if found.planned_by_manager else "caseworker",
        "planned_on": found.planned_on.isoformat(),
        "starts_at": found.starts_at.isoformat("minutes") if found.starts_at else None,
        "created_at": found.created_at.isoformat(),
        "cancelled_at": _moment(found.cancelled_at),
        "released_at": _moment(found.released_at),
        "wishes_heard_at": _moment(found.wishes_heard_at),
        "guide_version": found.guide_version,
        "topics_released": found.topics if mine else None,
        "preparation": own.content if own else None,
        "step_on_plan": str(own.goal_id) if own and own.goal_id else None,
        "agreements": [
            {
                "version": one.number,
                "return_on": one.return_on.isoformat(),
                "proposed_at": one.proposed_at.isoformat(),
                "caseworker_agreed_at": _moment(one.caseworker_agreed_at),
                "manager_agreed_at": _moment(one.manager_agreed_at),
                "looked_back_at": _moment(one.looked_back_at),
                "my_step": one.caseworker_step if mine else one.manager_step,
            }
            for one in found.agreements.all()
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def erase_conversations(person_id: UUID) -> None:
    """Erase what is this person's.

    A conversation is about the development of the caseworker, so it goes with them as a whole, notes of the manager
    included. When the manager erases, their notes and steps go; what the caseworker wrote stays with the caseworker.
    A proposal that waits for a yes goes with either.
    """
    for found in Conversation.objects.filter(Q(caseworker_id=person_id) | Q(manager_id=person_id)):
        forget_day_of_return(found)
    Conversation.objects.filter(caseworker_id=person_id).delete()
    Preparation.objects.filter(person_id=person_id).delete()
    agreements = Agreement.objects.filter(conversation__manager_id=person_id)
    agreements.filter(Q(caseworker_agreed_at=None) | Q(manager_agreed_at=None)).delete()
    agreements.update(sealed_manager_step=b"")


def read_promises(person_id: UUID) -> list[dict[str, Any]]:
    """What this person promised to teams."""
    return [
        {
            "id": str(one.pk),
            "team": str(one.team),
            "precondition": one.precondition,
            "text": one.text,
            "promised_on": one.promised_on.isoformat(),
            "due_on": one.due_on.isoformat(),
            "state": one.state,
            "outcome": one.outcome,
            "outcome_on": one.outcome_on.isoformat() if one.outcome_on else None,
        }
        for one in Promise.objects.filter(manager_id=person_id).select_related("team")
    ]


def erase_name_at_promises(person_id: UUID) -> None:
    """A promise was made to a team by whoever leads it; it stays with the team, without the name."""
    Promise.objects.filter(manager_id=person_id).update(manager=None)


def read_charters(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {"version": one.version, "accepted_at": one.accepted_at.isoformat()}
        for one in CharterAcceptance.objects.filter(person_id=person_id)
    ]


def erase_charters(person_id: UUID) -> None:
    CharterAcceptance.objects.filter(person_id=person_id).delete()


def register() -> None:
    """The parts of what somebody takes along and may erase."""
    register_section(
        "conversations",
        read_conversations,
        erase_conversations,
        label=_("Conversations about your craft, with your notes and agreements"),
    )
    register_section(
        "promises",
        read_promises,
        erase_name_at_promises,
        label=_("Your name with what you promised a team (the promise itself stays with the team)"),
    )
    register_section(
        "charter",
        read_charters,
        erase_charters,
        label=_("That you accepted the charter"),
    )
