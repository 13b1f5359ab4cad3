"""By how much scores stray, as far as that was estimated from people who said yes to it."""

from datetime import date

from leerlus.content.instrument import Instrument
from leerlus.release.estimates import newest_estimates
from leerlus.release.models import ReliabilityEstimate
from leerlus.scans.scoring import Errors, MeasurementError


def error_of(estimate: ReliabilityEstimate) -> MeasurementError | None:
    """The error that an estimate gives; None when questions measure so badly, or so alike, that it gives none."""
    if not 0 <= estimate.alpha < 1:
        return None
    return MeasurementError(estimate.deviation, estimate.alpha)


def errors_of(instrument: Instrument, known_on: date | None = None) -> Errors:
    """By scale of a version of an instrument, as far as it was estimated by a day (None is now)."""
    found = newest_estimates(instrument.code, instrument.version, known_on)
    return {scale: error for scale, one in found.items() if (error := error_of(one)) is not None}
