"""What a set knows about the clients of one caseworker, client by client, for the rules to judge."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from leerlus.outcomes.models import OutcomeEvent, Spell, SpellImport
from leerlus.outcomes.rules.employment import Job
from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.figures import Client, Figures, Step, figures_of
from leerlus.outcomes.rules.outflow import Benefit
from leerlus.outcomes.rules.spells import Exit


def figures_in(caseworker_id: UUID, source: SpellImport) -> Figures:
    """What became of the clients of a caseworker in a set; spells without client number or start are not among them."""
    clients: dict[str, Client] = {}
    spells = Spell.objects.filter(caseworker_id=caseworker_id, source_id=source.pk)
    dated = spells.filter(started_on__isnull=False).exclude(client_reference="").order_by("started_on")
    for reference, start, end, exit_ in dated.values_list(
        "client_reference", "started_on", "ended_on", "exit"
    ):
        if start is not None:
            benefit = Benefit(start, end if exit_ else None, Exit(exit_))
            clients.setdefault(reference, Client()).benefits.append(benefit)
    events = OutcomeEvent.objects.filter(caseworker_id=caseworker_id, source_id=source.pk)
    for event in events.order_by("started_on"):
        job = Job(event.started_on, event.last_day, event.regular, event.subsidised)
        step = Step(Kind(event.kind), job, ToldBy(event.told_by))
        clients.setdefault(event.client_reference, Client()).steps.append(step)
    return figures_of(
        list(clients.values()),
        known_until(source),
        months_to_confirm=settings.LEERLUS_MONTHS_TO_CONFIRM,
        days_between=settings.LEERLUS_DAYS_BETWEEN_JOBS,
    )


def spells_that_cannot_be_followed(caseworker_id: UUID, source: SpellImport) -> int:
    """How many spells have no client number or no start: what came after is not known of these."""
    spells = Spell.objects.filter(caseworker_id=caseworker_id, source_id=source.pk)
    return spells.filter(Q(client_reference="") | Q(started_on=None)).count()


def known_until(source: SpellImport) -> date:
    """The day until which a set knows: that of its last file; today when no file says so."""
    done = SpellImport.objects.filter(Q(pk=source.pk) | Q(into=source), state=SpellImport.State.DONE)
    day: date | None = done.aggregate(last=Max("measured_on"))["last"]
    return day or timezone.localdate()
