"""How well questionnaires measure: what an estimate may read of a person, and what is known by now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from leerlus.content.instrument import Instrument, current_instruments
from leerlus.content.instrument_parts import Scale
from leerlus.release.estimates import Questions, newest_estimates
from leerlus.release.models import ReliabilityEstimate
from leerlus.release.rules.estimates import LEAST_PEOPLE
from leerlus.scans.measurement_error import error_of
from leerlus.scans.models import Sitting
from leerlus.scans.scoring import MARGIN, item_percent
from leerlus.scans.sittings import instrument_of

FEWEST_QUESTIONS: Final = 2
"""With one question nothing says how far its answers stray."""


def measured_scales(instrument: Instrument) -> Mapping[str, Scale]:
    """The scores of an instrument of which it can be estimated how well they measure, and matters on a page."""
    return {
        name: scale
        for name, scale in instrument.scales.items()
        if scale.banded and scale.shown and scale.rule == "mean" and len(scale.items) >= FEWEST_QUESTIONS
    }


def measured_questions() -> Iterator[Questions]:
    """The questions of every such score, of the versions that are in use."""
    for instrument in current_instruments():
        for name, scale in measured_scales(instrument).items():
            read = partial(_answers_to, instrument.code, instrument.version, scale.items)
            yield Questions(instrument.code, instrument.version, name, read)


@dataclass(frozen=True, slots=True)
class HowReliable:
    """What the page of an instrument says about how well it measures: rows of a table, and what is assumed still."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_estimated: bool
    least: int = LEAST_PEOPLE
    margin: int = round(MARGIN)


def how_reliable(instrument: Instrument, language: str) -> HowReliable | None:
    """Per score the own estimate, or that there is none yet; None for an instrument without such scores."""
    scales = measured_scales(instrument)
    if not scales:
        return None
    found = newest_estimates(instrument.code, instrument.version)
    rows = tuple(
        (scale.name.in_language(language), *_told(found.get(name))) for name, scale in scales.items()
    )
    columns = (_("Score"), _("Reliability"), _("Interval (95%)"), _("Margin in points"), _("People"))
    return HowReliable(columns, rows, is_estimated=bool(found))


def _told(estimate: ReliabilityEstimate | None) -> tuple[str, ...]:
    if estimate is None:
        return _("unknown"), "", "", ""
    error = error_of(estimate)
    limits = {"low": number_format(estimate.low, 2), "high": number_format(estimate.high, 2)}
    return (
        number_format(estimate.alpha, 2),
        _("%(low)s to %(high)s") % limits,
        str(round(error.margin)) if error else _("unknown"),
        estimate.people,
    )


def _answers_to(code: str, version: int, items: tuple[str, ...], person_id: UUID) -> tuple[float, ...] | None:
    """What somebody last answered to all these questions, as percents of maximum; None with a gap."""
    newest = (
        Sitting.objects.finished()
        .filter(person_id=person_id, instrument=code, version=version, follows=None)
        .first()
    )
    if newest is None:
        return None
    asks, answers = instrument_of(newest), newest.answers
    values = [item_percent(asks, asks.by_id[item], answers.get(item)) for item in items]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None
