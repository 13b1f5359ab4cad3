"""One's own results in a set as a thing that can be shared."""

from uuid import UUID

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.outcomes.models import OwnResults, Spell, SpellImport


def results_of(actor: Actor, source: SpellImport) -> OwnResults:
    """One's own results in a set, to share them; made now when they were never shared."""
    with transaction.atomic():
        return OwnResults.objects.get_or_create(person_id=actor.person_id, source=source)[0]


def own_results(actor: Actor, source_id: UUID) -> OwnResults | None:
    """One's own results in a set, when they were ever shared."""
    return visible_own(actor, OwnResults).filter(source_id=source_id).first()


def title_of(results: OwnResults) -> str:
    return str(results.source.name)


def set_looked_at(actor: Actor, source_id: UUID) -> str | None:
    """The name of a set with own clients of this person, to look back on; None when they have none in it."""
    own = visible_own(actor, Spell).filter(source_id=source_id, source__state=SpellImport.State.DONE)
    found = own.select_related("source").first()
    return str(found.source.name) if found else None
