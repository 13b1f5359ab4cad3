"""Reading what was released; nothing here can reach a client or a caseworker."""

from uuid import UUID

from leerlus.pictures.models import ReleasedPeriod
from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.over_time import Periods
from leerlus.pictures.rules.period_tables import Measure
from leerlus.pictures.rules.telling import ToldTable


def periods_of(municipality_id: UUID) -> Periods:
    """Everything that was released about a municipality, by half year; nothing once its works council took its
    consent back."""
    found: dict[HalfYear, dict[Measure, ToldTable]] = {}
    rows = ReleasedPeriod.objects.filter(
        municipality_id=municipality_id,
        municipality__works_council_reference__gt="",
        municipality__works_council_date__isnull=False,
    )
    for row in rows:
        found.setdefault(row.half_year, {})[Measure(row.measure)] = row.counts
    return found


def newest_release(municipality_id: UUID) -> ReleasedPeriod | None:
    """The last figure that was released, for the day up to which the records reached and what could not be followed."""
    return (
        ReleasedPeriod.objects.filter(municipality_id=municipality_id)
        .order_by("-known_until", "-first_day")
        .first()
    )
