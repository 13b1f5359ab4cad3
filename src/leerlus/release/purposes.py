"""What somebody may let their answers count for. Each is a question of its own, answered no until yes (R2)."""

from enum import StrEnum
from typing import Final

from leerlus.access.matrix import Record
from leerlus.release.rules.levels import Level


class Purpose(StrEnum):
    """The questions."""

    TEAM_PICTURE = "team_picture"
    EVALUATIONS = "evaluations"
    """What people together found of something they followed."""
    QUESTIONNAIRES = "questionnaires"
    """How well questionnaires measure."""


RECORDS: Final = {
    Purpose.TEAM_PICTURE: Record.SCAN_PARTICIPATION,
    Purpose.EVALUATIONS: Record.EVALUATION_FIGURES,
    Purpose.QUESTIONNAIRES: Record.QUESTIONNAIRE_QUALITY,
}
"""As what a choice stands in the log."""

LEVELS: Final = {
    Purpose.TEAM_PICTURE: frozenset({Level.TEAM, Level.OTHER_TEAMS, Level.DEPARTMENT, Level.MUNICIPALITY}),
    Purpose.EVALUATIONS: frozenset({Level.EVERYBODY}),
    Purpose.QUESTIONNAIRES: frozenset[Level](),
}
"""In which figures of rounds the answers count."""
