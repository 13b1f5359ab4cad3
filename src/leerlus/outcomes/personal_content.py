"""What the rights of access and erasure mean for imports: a person reads and erases those made for own clients.

Spells that the municipality's administrator read in belong to the work for the client; they stay with the municipality.
"""

from typing import Any
from uuid import UUID

from django.db.models import Count

from leerlus.outcomes import uploads
from leerlus.outcomes.models import OutcomeEvent, OwnResults, Spell, SpellImport


def read_imports(person_id: UUID) -> list[dict[str, Any]]:
    """The imports somebody made, with the counts of own clients in them."""
    to_share = set(OwnResults.objects.filter(person_id=person_id).values_list("source_id", flat=True))
    return [
        {
            "name": one.name,
            "kind": one.kind,
            "added_to": one.into.name if one.into else None,
            "file_name": one.file_name,
            "state": one.state,
            "unit": one.unit,
            "created_at": one.created_at.isoformat(),
            "started_at": one.started_at.isoformat() if one.started_at else None,
            "finished_at": one.finished_at.isoformat() if one.finished_at else None,
            "rows_total": one.rows_total,
            "rows_read": one.rows_read,
            "rows_refused": one.rows_refused,
            "rows_added": one.rows_added,
            "rows_changed": one.rows_changed,
            "skip_refused": one.skip_refused,
            "columns_read": one.header,
            "columns": one.mapping,
            "notice": one.notice,
            "for_own_clients": one.for_own_clients,
            "ready_to_share": one.pk in to_share,
            "measured_on": one.measured_on.isoformat() if one.measured_on else None,
            "counts": _counts(person_id, one),
            "events": _events(person_id, one),
        }
        for one in SpellImport.objects.filter(person_id=person_id).select_related("into")
    ]


def erase_imports(person_id: UUID) -> None:
    """Remove the imports somebody made for own clients with all their spells, and whatever was uploaded."""
    for import_id in SpellImport.objects.filter(person_id=person_id).values_list("pk", flat=True):
        uploads.remove(import_id)
    SpellImport.objects.filter(person_id=person_id, for_own_clients=True).delete()
    OwnResults.objects.filter(person_id=person_id).delete()


def read_sets_of_the_municipality(person_id: UUID) -> list[dict[str, Any]]:
    """Counts of own clients in the sets that an administrator read in."""
    sets = SpellImport.objects.filter(spells__caseworker_id=person_id, for_own_clients=False).distinct()
    return [
        {
            "name": one.name,
            "unit": one.unit,
            "counts": _counts(person_id, one),
            "events": _events(person_id, one),
        }
        for one in sets
    ]


def _counts(person_id: UUID, one: SpellImport) -> list[dict[str, Any]]:
    """Of the spells themselves, and not of the counts that are kept of them."""
    own = Spell.objects.filter(caseworker_id=person_id, source_id=one.pk).order_by("duration", "exit")
    return [
        {"duration": duration, "exit": Spell.Exit(exit_).name.lower(), "number": number}
        for duration, exit_, number in own.values_list("duration", "exit").annotate(number=Count("pk"))
    ]


def _events(person_id: UUID, one: SpellImport) -> dict[str, int]:
    """How many events of each kind are in a set."""
    found = OutcomeEvent.objects.filter(caseworker_id=person_id, source_id=one.pk).order_by()
    return dict(found.values_list("kind").annotate(number=Count("pk")))
