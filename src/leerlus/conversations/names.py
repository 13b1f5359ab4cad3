"""What the names in the export of conversations and promises mean, for the paper somebody takes along."""

from typing import Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leerlus.access.actor import Actor
from leerlus.access.door import kept_of_one
from leerlus.content.conversation import load_guide
from leerlus.conversations.models import Conversation

_FIELDS: Final[dict[str, Promise]] = {
    "accepted_at": _("accepted at"),
    "agreements": _("agreements"),
    "cancelled_at": _("called off at"),
    "checks": _("what I checked"),
    "caseworker_agreed_at": _("yes of the caseworker"),
    "guide_version": _("version of the questions"),
    "looked_back_at": _("looked back at"),
    "manager_agreed_at": _("yes of the manager"),
    "my_step": _("my step"),
    "notes": _("notes"),
    "own": _("in own words"),
    "outcome_on": _("told on"),
    "planned_by": _("planned by"),
    "planned_on": _("planned on"),
    "precondition": _("precondition"),
    "preparation": _("preparation"),
    "promised_on": _("promised on"),
    "proposed_at": _("proposed at"),
    "questions": _("questions"),
    "released_at": _("topics shown at"),
    "return_on": _("day to look back"),
    "starts_at": _("begins at"),
    "step_on_plan": _("step on the plan"),
    "text": _("text"),
    "topics_released": _("topics that can be seen"),
    "wishes_heard_at": _("wishes were heard at"),
}


def name_of(name: str, language: str) -> str | None:
    """A field, a question of the guide or a line of a manager's check in words; None for anything else."""
    if name in _FIELDS:
        return str(_FIELDS[name])
    guide = load_guide()
    if name in guide.question:
        return guide.question[name].text.in_language(language)
    check = next((check for check in guide.checks if check.id == name), None)
    return check.text.in_language(language) if check else None


def days_of_conversations(actor: Actor, ids: set[UUID]) -> dict[UUID, str]:
    """Which conversation of a caseworker a line of their log is about: its day."""
    days = kept_of_one(actor, Conversation).filter(pk__in=ids).values_list("pk", "planned_on")
    return {pk: date_format(day, "j F Y") for pk, day in days}
