"""What somebody wants to get mail about: nothing, until they say so per kind."""

from collections.abc import Iterable

from django.db import transaction

from leerlus.access.actor import Actor
from leerlus.access.door import visible_own
from leerlus.reminders.models import ReminderChoice
from leerlus.reminders.scheduling import kinds_of


def chosen_kinds(actor: Actor) -> set[str]:
    """The kinds of date this person gets mail about."""
    return set(visible_own(actor, ReminderChoice).values_list("kind", flat=True))


def choose_kinds(actor: Actor, kinds: Iterable[str]) -> None:
    """Get mail about these kinds and no other from now on; twice the same is the same."""
    chosen = set(kinds) & set(kinds_of(actor))
    with transaction.atomic():
        visible_own(actor, ReminderChoice).exclude(kind__in=chosen).delete()
        ReminderChoice.objects.bulk_create(
            [ReminderChoice(person_id=actor.person_id, kind=kind) for kind in sorted(chosen)],
            ignore_conflicts=True,
        )
