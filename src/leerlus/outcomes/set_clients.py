"""What a set knows about the clients of one caseworker, client by client, for the rules to judge."""

from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from leerlus.outcomes.models import OutcomeEvent, Spell, SpellImport
from leerlus.outcomes.rules.employment import Job
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.figures import Client, Figures, Step, figures_of
from leerlus.outcomes.rules.outflow import Benefit
from leerlus.outcomes.rules.spells import Exit

_CHUNK: Final = 20_000


def figures_in(caseworker_id: UUID, source: SpellImport) -> Figures:
    """What became of the clients of a caseworker in a set; spells without client number or start are not among them."""
    spells = Spell.objects.filter(caseworker_id=caseworker_id, source_id=source.pk)
    clients = clients_of(
        spells, OutcomeEvent.objects.filter(caseworker_id=caseworker_id, source_id=source.pk)
    )
    return figures_of(
        list(clients.values()),
        known_until(source),
        months_to_confirm=settings.LEERLUS_MONTHS_TO_CONFIRM,
        days_between=settings.LEERLUS_DAYS_BETWEEN_JOBS,
    )


def clients_of(spells: QuerySet[Spell], events: QuerySet[OutcomeEvent]) -> dict[str, Client]:
    """Clients by number, with their benefits and what else happened, in the order of the calendar.

    Spells without a number or a start are left out: what came after cannot be known of them.
    """
    clients: dict[str, Client] = {}
    dated = spells.filter(started_on__isnull=False).exclude(client_reference="").order_by("started_on")
    columns = ("client_reference", "started_on", "ended_on", "exit")
    for reference, start, end, exit_ in dated.values_list(*columns).iterator(chunk_size=_CHUNK):
        if start is not None:
            benefit = Benefit(start, end if exit_ else None, Exit(exit_))
            clients.setdefault(reference, Client()).benefits.append(benefit)
    for event in events.order_by("started_on").iterator(chunk_size=_CHUNK):
        job = Job(event.started_on, event.last_day, event.regular, event.subsidised)
        step = Step(Kind(event.kind), job, ToldBy(event.told_by))
        clients.setdefault(event.client_reference, Client()).steps.append(step)
    return clients


def spells_that_cannot_be_followed(caseworker_id: UUID, source: SpellImport) -> int:
    """How many spells have no client number or no start: what came after is not known of these."""
    spells = Spell.objects.filter(caseworker_id=caseworker_id, source_id=source.pk)
    return spells.filter(Q(client_reference="") | Q(started_on=None)).count()


def known_until(source: SpellImport) -> date:
    """The day until which a set knows: that of its last file; today when no file says so."""
    done = SpellImport.objects.filter(Q(pk=source.pk) | Q(into=source), state=SpellImport.State.DONE)
    day: date | None = done.aggregate(last=Max("measured_on"))["last"]
    return day or timezone.localdate()
