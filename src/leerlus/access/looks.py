"""Who looked at what somebody shares, and when: the log of one person, or of one thing of theirs, in sentences."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.door import registered_models
from leerlus.access.matrix import MATRIX, Reach, Record
from leerlus.access.models import AccessEvent
from leerlus.access.own_content import names_for, people_in
from leerlus.access.words import event_in_words, name_in_words, titles_of_own
from leerlus.organisations.models import Person, Team

DAYS_TOLD: Final = 7

_CAN_BE_SHARED: Final = frozenset(
    record.value for record, row in MATRIX.items() if Reach.SHARED in row.values()
)


def looks_at(actor: Actor, row: Model) -> QuerySet[AccessEvent]:
    """Every time somebody else opened this row of the actor, the newest first; one line per look."""
    record = registered_models()[type(row)].record
    return _looks(actor).filter(record=record.value, object_id=row.pk)


def newest_look(actor: Actor) -> AccessEvent | None:
    """The last time somebody opened something the actor shares, in the past days."""
    since = timezone.now() - timedelta(days=DAYS_TOLD)
    return _looks(actor).filter(record__in=_CAN_BE_SHARED, at__gte=since).first()


def _looks(actor: Actor) -> QuerySet[AccessEvent]:
    return AccessEvent.objects.filter(subject_id=actor.person_id, action=AccessEvent.Action.VIEWED).exclude(
        actor_id=actor.person_id
    )


def lines_about(actor: Actor) -> QuerySet[AccessEvent]:
    """Every line about the actor, the newest first, without the files of clients they opened themselves.

    There are so many of those that they would drown the rest; they stand with each file.
    """
    return AccessEvent.objects.filter(subject_id=actor.person_id).exclude(
        action=AccessEvent.Action.VIEWED, actor_id=actor.person_id, record=Record.CLIENT.value
    )


def lines_of(actor: Actor, events: list[AccessEvent]) -> list[tuple[datetime, str]]:
    """Lines of the log about the actor, each with its moment, as whole sentences."""
    ids = people_in(events)
    names, known, titles = names_for(actor.person_id, ids), _known(ids), titles_of_own(actor, events)
    return [(event.at, event_in_words(event, names, known, titles)) for event in events]


def who_looked(actor: Actor, events: list[AccessEvent]) -> list[tuple[datetime, str]]:
    """The moments with only the name of who looked: for under the thing itself."""
    ids = people_in(events)
    names, known = names_for(actor.person_id, ids), _known(ids)
    return [(event.at, name_in_words(event.actor_id, names, known)) for event in events]


def _known(ids: set[UUID]) -> frozenset[UUID]:
    """Those who still have an account, and the teams that still exist."""
    return frozenset(
        pk for model in (Person, Team) for pk in model.objects.filter(pk__in=ids).values_list("pk", flat=True)
    )
