"""Records of a whole invented municipality: times in benefit over seven years, and what else happened, from a seed."""

import json
import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from leerlus.access.actor import actor_of
from leerlus.command.demo.plan import chances
from leerlus.command.demo.talking import Day
from leerlus.organisations.models import Membership, Municipality, Person
from leerlus.organisations.roles import Role
from leerlus.outcomes.counting import recount
from leerlus.outcomes.importing import NewImport, store_spells
from leerlus.outcomes.models import OutcomeEvent, SpellImport
from leerlus.outcomes.rules.columns import Mapping as Columns
from leerlus.outcomes.rules.employment import Job
from leerlus.outcomes.rules.periods import months_later, period_of
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.validating import Spells
from leerlus.pictures.comparing import keep_benchmark
from leerlus.pictures.models import ReleasedPeriod
from leerlus.pictures.releasing import release_due
from leerlus.pictures.rules.benchmark_file import FORMAT, read_benchmark
from leerlus.pictures.rules.comparing import COUNTED
from leerlus.pictures.rules.over_time import KNOWN_GROUPS
from leerlus.pictures.rules.period_tables import Measure
from leerlus.pictures.rules.telling import LEAST_CLIENTS

_CLIENTS: Final = 2600
_YEARS: Final = 7
_TO_WORK: Final = (0.035, 0.02, 0.009)
"""The chance of leaving for work in a month: in the first year, the second, and after it."""
_OTHERWISE: Final = 0.009
_OTHER_WAYS: Final = (Exit.MOVED, Exit.PENSION, Exit.RELATIONSHIP, Exit.STOPPED, Exit.REASON_UNKNOWN)
_OTHERS: Final = 40
_SHARES: Final = {
    Measure.OUTFLOW: (0.17, 0.11, 0.05),
    Measure.LASTING: (0.6, 0.55, 0.5),
    Measure.RETURNS: (0.14, 0.12, 0.12),
}
_BACK: Final = 0.16
_PLACED: Final = 0.85

Drawn = tuple[str, UUID, date, date | None, Exit]
"""Client number, caseworker, first and last day in benefit, and how it ended."""


def add_records(people: Mapping[str, Person], day: Day, seed: int) -> None:
    """A set that Sam read in for everybody of Voorbeeldstad, and the half years that it can tell about."""
    draw = chances(seed, "records of the municipality")
    sam = people["sam@voorbeeldstad.example"]
    municipality = Municipality.objects.get(name="Voorbeeldstad", is_demo=True)
    caseworkers = list(
        Membership.objects.filter(municipality=municipality, role=Role.CASEWORKER)
        .order_by("person__name", "person_id")
        .values_list("person_id", flat=True)
        .distinct()
    )
    today = day(0)
    drawn = [
        one for number in range(_CLIENTS) for one in _times_of(draw, number, draw.choice(caseworkers), today)
    ]
    new = NewImport(
        sam,
        municipality,
        "Uitkeringen van Voorbeeldstad",
        file_name="uitkeringen.csv",
        for_own_clients=False,
        notice="Deze cliënten zijn verzonnen.",
        measured_on=today,
    )
    made = store_spells(new, _as_spells(drawn, today), Columns(unit=Unit.MONTH, measured_on=today))
    _add_jobs(draw, made, drawn, today)
    recount(made.pk)
    release_due([municipality])
    _add_other_municipalities(draw, people["noor@voorbeeldstad.example"], municipality)


def _add_other_municipalities(draw: random.Random, noor: Person, municipality: Municipality) -> None:
    """Files of a national host that does not exist: over the newest half year, and the newest with returns."""
    told = ReleasedPeriod.objects.filter(municipality=municipality)
    newest = {measure: told.filter(measure=measure).latest("first_day").half_year for measure in COUNTED}
    for period in sorted({newest[Measure.OUTFLOW], newest[Measure.RETURNS]}):
        measures = [
            measure for measure in COUNTED if told.filter(measure=measure, first_day=period.first).exists()
        ]
        written = {
            "format": FORMAT,
            "version": 1,
            "made_by": "Verzonnen landelijke host",
            "made_on": period.last.isoformat(),
            "first_day": period.first.isoformat(),
            "measures": {measure: _entries(draw, measure) for measure in measures},
        }
        keep_benchmark(actor_of(noor), municipality.pk, read_benchmark(json.dumps(written).encode()))


def _entries(draw: random.Random, measure: Measure) -> list[dict[str, object]]:
    """Forty municipalities of all sizes that differ a little more than chance."""
    found: list[dict[str, object]] = []
    for number in range(_OTHERS):
        size = int(draw.lognormvariate(6.6, 0.8)) // (1 if measure is Measure.OUTFLOW else 8) + 60
        own = draw.gauss(1, 0.12)
        people = [round(size * part * draw.uniform(0.8, 1.2)) for part in (0.45, 0.2, 0.35)]
        events = [
            sum(draw.random() < share * own for _ in range(there))
            for share, there in zip(_SHARES[measure], people, strict=True)
        ]
        found.append(
            {
                "name": f"Voorbeeldgemeente {number + 1}" if number % 5 == 0 else None,
                "people": _told(sum(people)),
                "people_by_length": dict(zip(KNOWN_GROUPS, map(_told, people), strict=True)),
                "events": _told(sum(events)),
                "events_by_length": dict(zip(KNOWN_GROUPS, map(_told, events), strict=True)),
            }
        )
    return found


def _told(number: int) -> int | None:
    """As a release tells it: rounded to five, and nothing under ten."""
    return 5 * round(number / 5) if number >= LEAST_CLIENTS else None


def _times_of(draw: random.Random, number: int, caseworker: UUID, today: date) -> list[Drawn]:
    """The times in benefit of one client: one, and for some a second after the first."""
    reference = f"V-{number:05d}"
    start = today - timedelta(days=draw.randrange(10, 365 * _YEARS))
    first = _time(draw, reference, caseworker, start, today)
    _, _, _, end, exit_ = first
    again = end + timedelta(days=draw.randrange(45, 330)) if end else None
    if again is None or again >= today or exit_ is not Exit.FULL_TIME_WORK or draw.random() >= _BACK:
        return [first]
    return [first, _time(draw, reference, caseworker, again, today)]


def _time(draw: random.Random, reference: str, caseworker: UUID, start: date, today: date) -> Drawn:
    month = 0
    while (end := months_later(start, month + 1)) < today:
        chance = draw.random()
        to_work = _TO_WORK[min(month // 12, 2)]
        if chance < to_work:
            return reference, caseworker, start, end, Exit.FULL_TIME_WORK
        if chance < to_work + _OTHERWISE:
            return reference, caseworker, start, end, draw.choice(_OTHER_WAYS)
        month += 1
    return reference, caseworker, start, None, Exit.STILL_IN_BENEFIT


def _as_spells(drawn: list[Drawn], today: date) -> Spells:
    return Spells(
        durations=[period_of(start, end or today, Unit.MONTH) for _, _, start, end, _ in drawn],
        exits=[exit_ for *_, exit_ in drawn],
        references=[reference for reference, *_ in drawn],
        started_on=[start for _, _, start, _, _ in drawn],
        ended_on=[end for _, _, _, end, _ in drawn],
        caseworkers=[caseworker for _, caseworker, *_ in drawn],
    )


def _add_jobs(draw: random.Random, made: SpellImport, drawn: list[Drawn], today: date) -> None:
    """Most who left for work have a job in the records; of some it is not recorded which kind."""
    OutcomeEvent.objects.bulk_create(
        OutcomeEvent(
            source=made,
            caseworker_id=caseworker,
            client_reference=reference,
            kind=OutcomeEvent.Kind.PLACEMENT,
            started_on=job.start,
            last_day=job.last_day,
            regular=job.regular,
            subsidised=job.subsidised,
            told_by=OutcomeEvent.ToldBy.REGISTRATION,
        )
        for reference, caseworker, _, end, exit_ in drawn
        if end is not None and exit_ is Exit.FULL_TIME_WORK and draw.random() < _PLACED
        for job in (_job(draw, end, today),)
    )


def _job(draw: random.Random, start: date, today: date) -> Job:
    last_day = min(today, start + timedelta(days=draw.choice((40, 120, 200, 300, 500, 900))))
    kind = draw.random()
    if kind < 0.08:
        return Job(start, last_day, None, None)
    return Job(start, last_day, kind > 0.2, subsidised=kind > 0.88)
