"""A run of retention at a moment, and a few things that are kept."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import time_machine

from leerlus.access.matrix import Record
from leerlus.access.models import (
    Share,
)
from leerlus.access.retention import (
    delete_what_is_over,
)

MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""A winter morning: summer time begins before every term is over."""


def run(municipality, at: datetime) -> dict[str, int]:
    with time_machine.travel(at, tick=False):
        return delete_what_is_over(municipality.pk if municipality else None, lambda *_: None).deleted


def canary(field: str) -> str:
    return f"CANARY{field}"


def still_there(row) -> bool:
    return type(row)._default_manager.filter(pk=row.pk).exists()


def ended_share(fatima, bram):
    return Share.objects.create(
        owner=fatima,
        receiver=bram,
        record=Record.PLAN.value,
        object_id=uuid4(),
        ends_on=MADE.date() - timedelta(days=1),
    )
