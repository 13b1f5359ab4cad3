"""What a round told of everybody together, about things that are never told of a team; from published figures only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from leerlus.organisations.models import Municipality
from leerlus.release.models import PublishedFigure
from leerlus.release.pictures import closed_rounds
from leerlus.release.rules.levels import Level
from leerlus.release.rules.people import LEAST_CONTRIBUTORS
from leerlus.release.rules.series import Hidden
from leerlus.release.words import change_in_words, number_in_words, why_hidden


@dataclass(frozen=True, slots=True)
class ToldTogether:
    """The newest round by measure: in words what was told, or why it is hidden; or one reason why there is nothing."""

    closed_on: date | None = None
    told: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    why_nothing: str = ""


def told_together(municipality: Municipality) -> ToldTogether:
    """What the newest closed round of a municipality told of everybody together."""
    if not municipality.works_council_agreed:
        return ToldTogether(why_nothing=why_hidden(Hidden.NO_CONSENT_OF_WORKS_COUNCIL, 0))
    newest = closed_rounds(municipality.pk).first()
    if newest is None:
        nothing = _("No round has been closed yet. A figure appears after a closed round.")
        return ToldTogether(why_nothing=nothing)
    figures = list(PublishedFigure.objects.filter(round=newest, level=Level.EVERYBODY))
    least = max(newest.least_contributors, LEAST_CONTRIBUTORS)
    return ToldTogether(
        newest.closed_on,
        {one.measure: _in_words(one) for one in figures if not one.hidden},
        {one.measure: why_hidden(one.hidden, least) for one in figures if one.hidden},
    )


def _in_words(figure: PublishedFigure) -> str:
    return " ".join(part for part in (number_in_words(figure), change_in_words(figure.change)) if part)
