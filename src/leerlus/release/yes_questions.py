"""The questions whether somebody's answers may count, one per purpose, with what they said."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from leerlus.release.participation import yeses_of
from leerlus.release.purposes import Purpose
from leerlus.release.rules.estimates import LEAST_PEOPLE


@dataclass(frozen=True, slots=True)
class YesQuestion:
    """One question, what a yes means, and whether somebody said it."""

    purpose: str
    question: str
    meaning: str
    says_yes: bool


def yes_questions(person_id: UUID) -> list[YesQuestion]:
    """All of them, in the language of the screen."""
    said = yeses_of(person_id)
    return [YesQuestion(one.value, *_in_words(one), one in said) for one in Purpose]


def _in_words(purpose: Purpose) -> tuple[str, str]:
    return {
        Purpose.TEAM_PICTURE: (
            _("Do you count in the team picture?"),
            _(
                "If you say yes, your answers and what Leerlus counts in your own files and contacts count in figures "
                "about at least eight people, or five where the works council agreed to that. Your team and your "
                "manager read those figures."
            ),
        ),
        Purpose.EVALUATIONS: (
            _("Does your looking back on trainings count?"),
            _(
                "If you say yes, it counts in figures about at least eight people of the whole municipality, per "
                "training or approach. Caseworkers, managers, knowledge managers and directors read those figures."
            ),
        ),
        Purpose.QUESTIONNAIRES: (
            _("May your answers help to find out how well questionnaires measure?"),
            _(
                "If you say yes, they count in a calculation over at least %(least)d people of all municipalities "
                "here. What comes out says something about the questions, and nothing about people."
            )
            % {"least": LEAST_PEOPLE},
        ),
    }[purpose]
