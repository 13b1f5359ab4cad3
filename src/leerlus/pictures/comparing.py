"""Which municipalities can be compared with the own one, and who may see the own one: reading, and deciding in twos."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.casework.inspecting import privacy_officer_of
from leerlus.organisations.roles import Role
from leerlus.pictures.models import Benchmark, ReleasedPeriod, TakingPart
from leerlus.pictures.reading import periods_of
from leerlus.pictures.rules.benchmark_file import BenchmarkFile, entry_of, file_of
from leerlus.pictures.rules.comparing import COUNTED, Comparison, NotCompared, Place, compare
from leerlus.pictures.rules.half_years import HalfYear
from leerlus.pictures.rules.period_tables import Measure

MOST_BENCHMARKS: Final = 6


class SamePerson(Exception):
    """Somebody would decide alone what two people decide."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, or why there is none, over a half year; `made_by` names who gave files with others."""

    period: HalfYear | None
    outcome: Comparison | NotCompared
    made_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """What others see of one measure over one half year: the entry as it would stand in a file."""

    period: HalfYear
    measure: Measure
    entry: dict[str, object]


def compared(municipality_id: UUID, name: str, measure: Measure) -> Compared:
    """The own municipality beside others, over the newest half year in which enough of them can be compared."""
    others = _others_here(municipality_id, measure)
    files = {
        one.half_year: one.file
        for one in Benchmark.objects.filter(municipality_id=municipality_id)[:MOST_BENCHMARKS]
    }
    own = {row.half_year: Place(name, row.counts, own=True) for row in _told([municipality_id], measure)}
    first: Compared | None = None
    for period in sorted({*others, *files}, reverse=True):
        given = files.get(period)
        found = Compared(
            period,
            compare(_together(own.get(period), others.get(period, []), given, measure), measure),
            (given.made_by,) if given else (),
        )
        if isinstance(found.outcome, Comparison) and found.outcome.own is not None:
            return found
        first = first or found
    return first or Compared(None, NotCompared.TOO_FEW_MUNICIPALITIES)


def _together(
    own: Place | None, here: Sequence[Place], given: BenchmarkFile | None, measure: Measure
) -> list[Place]:
    """The own municipality once: a file of a national host can hold it as well, by name or by the same counts."""
    there = given.places(measure) if given else []
    known = [*([own] if own else []), *here]
    return known + [place for place in there if not any(_is_same(place, one, measure) for one in known)]


def _is_same(one: Place, other: Place, measure: Measure) -> bool:
    if one.name and one.name == other.name:
        return True
    return entry_of("", one.told, measure) == entry_of("", other.told, measure)


def _others_here(municipality_id: UUID, measure: Measure) -> dict[HalfYear, list[Place]]:
    """Municipalities of this installation that take part; nothing for who does not take part itself."""
    parts = TakingPart.objects.filter(confirmed_on__isnull=False)
    if not parts.filter(municipality_id=municipality_id).exists():
        return {}
    parts = parts.exclude(municipality_id=municipality_id)
    names = {
        part.municipality_id: part.municipality.name if part.shows_name else ""
        for part in parts.select_related("municipality")
    }
    found: dict[HalfYear, list[Place]] = {}
    for row in _told(names, measure):
        found.setdefault(row.half_year, []).append(Place(names[row.municipality_id], row.counts))
    return found


def _told(municipality_ids: Iterable[UUID], measure: Measure) -> Iterable[ReleasedPeriod]:
    return ReleasedPeriod.objects.filter(
        municipality__in=list(municipality_ids),
        measure=measure,
        municipality__works_council_reference__gt="",
        municipality__works_council_date__isnull=False,
    )


def keep_benchmark(actor: Actor, municipality_id: UUID, file: BenchmarkFile) -> Benchmark:
    """Keep a file; a newer one for the same half year takes its place."""
    with transaction.atomic():
        kept, _ = Benchmark.objects.update_or_create(
            municipality_id=municipality_id,
            first_day=file.first_day,
            defaults={
                "made_by": file.made_by,
                "made_on": file.made_on,
                "read_in_on": timezone.localdate(),
                "stored_file": file.model_dump(mode="json"),
            },
        )
        record_event(AccessEvent.Action.IMPORTED, actor=actor, record=Record.TEAM_RESULTS)
    return kept


def taking_part_of(municipality_id: UUID) -> TakingPart | None:
    """What was decided about taking part; None for no, which is what holds until two people say otherwise."""
    return TakingPart.objects.filter(municipality_id=municipality_id).first()


def what_is_shared(municipality_id: UUID, name: str) -> list[Shared]:
    """Exactly what others see of a municipality, half year by half year, the newest first."""
    rows = ReleasedPeriod.objects.filter(
        municipality_id=municipality_id,
        measure__in=list(COUNTED),
        municipality__works_council_reference__gt="",
        municipality__works_council_date__isnull=False,
    )
    return [
        Shared(row.half_year, Measure(row.measure), entry_of(name, row.counts, Measure(row.measure)))
        for row in rows.order_by("-first_day", "measure")
    ]


def newest_file(actor: Actor, municipality_id: UUID, name: str) -> dict[str, object] | None:
    """The newest half year as a file for a host; None until two people said yes, or with nothing released.

    The name goes along only when that was decided. That it was taken out is kept in the log.
    """
    part = taking_part_of(municipality_id)
    if part is None or part.confirmed_on is None:
        return None
    periods = periods_of(municipality_id)
    newest = max((period for period, told in periods.items() if Measure.OUTFLOW in told), default=None)
    if newest is None:
        return None
    record_event(AccessEvent.Action.EXPORTED, actor=actor, record=Record.TEAM_RESULTS)
    return file_of(name if part.shows_name else "", periods[newest], newest, timezone.localdate())


def say_yes(actor: Actor, municipality_id: UUID, *, shows_name: bool) -> None:
    """The director says yes, or changes whether the name is shown; a change has to be confirmed again.

    Raises SamePerson when the director is the privacy officer as well: it takes two people.
    """
    if is_privacy_officer(actor):
        raise SamePerson
    with transaction.atomic():
        part, is_new = TakingPart.objects.get_or_create(
            municipality_id=municipality_id, defaults={"shows_name": shows_name}
        )
        if not is_new and part.shows_name != shows_name:
            part.shows_name, part.confirmed_on, part.said_yes_on = shows_name, None, timezone.localdate()
            part.save()
        _log(actor)


def confirm(actor: Actor, municipality_id: UUID, *, shows_name: bool) -> bool:
    """The privacy officer confirms what the director said; False when that is not what there is to confirm now.

    Raises SamePerson for an officer who is director too, and so may be the one who said it.
    """
    if actor.holds(Role.EXECUTIVE):
        raise SamePerson
    with transaction.atomic():
        said = TakingPart.objects.filter(
            municipality_id=municipality_id, confirmed_on=None, shows_name=shows_name
        )
        changed = said.update(confirmed_on=timezone.localdate())
        if changed:
            _log(actor)
        return bool(changed)


def end_taking_part(actor: Actor, municipality_id: UUID) -> None:
    """Stop at once: from now on nobody else here sees the counts."""
    with transaction.atomic():
        deleted, _ = TakingPart.objects.filter(municipality_id=municipality_id).delete()
        if deleted:
            _log(actor)


def is_privacy_officer(actor: Actor) -> bool:
    """Whether the own municipality appointed this person as its privacy officer."""
    officer = privacy_officer_of(actor.municipality_id) if actor.municipality_id else None
    return officer is not None and officer.pk == actor.person_id


def _log(actor: Actor) -> None:
    record_event(AccessEvent.Action.SETTINGS_CHANGED, actor=actor, record=Record.TEAM_RESULTS)
