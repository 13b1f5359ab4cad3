"""Releasing half years of a municipality: records of clients go in, rounded counts come out, and nothing else."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q
from django.utils import timezone

from leerlus.access.audit import record_event
from leerlus.access.matrix import Record
from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Municipality
from leerlus.outcomes.models import OutcomeEvent, Spell, SpellImport
from leerlus.outcomes.set_clients import clients_of, known_until
from leerlus.pictures.models import ReleasedPeriod
from leerlus.pictures.rules.half_years import HalfYear, whole_half_years
from leerlus.pictures.rules.period_tables import COLUMNS, Group, Measure, Terms, cells_of, told_from
from leerlus.pictures.rules.telling import ToldTable, tell
from leerlus.release.lots import rounded_count

MOST_HALF_YEARS: Final = 20


def release_due(municipalities: Iterable[Municipality]) -> int:
    """Release every half year that can be told and was not; how many figures that were. For every night."""
    return sum(_release(municipality) for municipality in municipalities)


def set_of(municipality: Municipality) -> SpellImport | None:
    """The set that tells of a municipality: the newest that an administrator read in, with numbers and dates."""
    sets = SpellImport.objects.filter(
        municipality=municipality,
        for_own_clients=False,
        into=None,
        kind=SpellImport.Kind.SPELLS,
        state=SpellImport.State.DONE,
    )
    usable = Spell.objects.filter(source__in=sets, started_on__isnull=False).exclude(client_reference="")
    return sets.filter(pk__in=usable.values("source_id")).order_by("-created_at").first()


def _release(municipality: Municipality) -> int:
    """Without the consent of the works council nothing is read at all."""
    source = set_of(municipality) if municipality.works_council_agreed else None
    if source is None:
        return 0
    terms = Terms(
        known_until(source),
        settings.LEERLUS_MONTHS_TO_CONFIRM,
        settings.LEERLUS_DAYS_BETWEEN_JOBS,
    )
    due = list(_due(municipality, source, terms))
    if not due:
        return 0
    clients = clients_of(Spell.objects.filter(source=source), OutcomeEvent.objects.filter(source=source))
    caseworkers = _caseworkers_of(source)
    not_followed = _not_followed(source)
    for measure, period in due:
        with transaction.atomic():
            Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
            if _is_released(municipality, measure, period):
                continue
            told = tell(
                cells_of(measure, clients, period, terms),
                caseworkers,
                rows=list(Group),
                columns=COLUMNS[measure],
            )
            _keep(municipality, measure, period, told, terms.known_until, not_followed)
    return len(due)


def _due(municipality: Municipality, source: SpellImport, terms: Terms) -> Iterator[tuple[Measure, HalfYear]]:
    """What the records reach far enough for: of each measure the half years that were not told yet."""
    spells = Spell.objects.filter(source=source, started_on__isnull=False)
    first: date | None = spells.aggregate(first=Min("started_on"))["first"]
    if first is None:
        return
    until = min(terms.known_until, timezone.localdate())
    for period in whole_half_years(first, until, MOST_HALF_YEARS):
        for measure in Measure:
            if told_from(measure, period, terms) <= until and not _is_released(municipality, measure, period):
                yield measure, period


def _is_released(municipality: Municipality, measure: Measure, period: HalfYear) -> bool:
    return ReleasedPeriod.objects.filter(
        municipality=municipality, measure=measure, first_day=period.first
    ).exists()


def _keep(
    municipality: Municipality,
    measure: Measure,
    period: HalfYear,
    told: ToldTable,
    reaches: date,
    not_followed: int | None,
) -> None:
    ReleasedPeriod.objects.create(
        municipality=municipality,
        measure=measure,
        first_day=period.first,
        known_until=reaches,
        stored_counts=told.as_stored(),
        not_followed=not_followed,
    )
    record_event(AccessEvent.Action.RELEASED, municipality_id=municipality.pk, record=Record.TEAM_RESULTS)


def _caseworkers_of(source: SpellImport) -> dict[str, UUID]:
    """The caseworker of each client: the one of their last benefit, else of what else is known of them."""
    events = OutcomeEvent.objects.filter(source=source).values_list("client_reference", "caseworker_id")
    spells = Spell.objects.filter(source=source, started_on__isnull=False).exclude(client_reference="")
    return dict(events) | dict(spells.order_by("started_on").values_list("client_reference", "caseworker_id"))


def _not_followed(source: SpellImport) -> int | None:
    spells = Spell.objects.filter(source=source)
    return rounded_count(spells.filter(Q(client_reference="") | Q(started_on=None)).count())
