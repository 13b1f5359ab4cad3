"""Promises as they stand beside the figures of a team picture (leerlus.release.beside)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from leerlus.conversations.models import Promise
from leerlus.conversations.promises import promises_by_precondition
from leerlus.release.beside import Promised

SHOWN: Final = 3
"""The newest promises about one precondition; the others stand on the page of promises."""


def promised_beside(team_ids: Collection[UUID]) -> Mapping[tuple[UUID, str], Sequence[Promised]]:
    """The newest promises to these teams, by team and precondition."""
    return {
        key: [_in_words(promise) for promise in promises[:SHOWN]]
        for key, promises in promises_by_precondition(team_ids).items()
    }


def address_of_new_promise(team_id: UUID, precondition: str) -> str:
    """Where a manager promises a team something about a precondition."""
    return f"{reverse('new_promise')}?{urlencode({'over': precondition, 'team': str(team_id)})}"


def _in_words(promise: Promise) -> Promised:
    by = promise.manager.name if promise.manager else _("Your manager at that time")
    became = f"{capfirst(promise.get_state_display())}. {promise.outcome}".strip()
    return Promised(promise.text, by, promise.due_on, became)
