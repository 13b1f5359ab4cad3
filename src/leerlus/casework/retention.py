"""How long a case file is kept: until the support ended and the term of the municipality is over."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.keyring import destroy_key
from leerlus.access.retention import Kind, Scope, register_retention
from leerlus.casework.models import CaseFile
from leerlus.casework.reminding import forget_all

YEAR: Final = 365


def _closed(scope: Scope) -> "QuerySet[CaseFile]":
    until = timezone.localdate(scope.moment)
    return CaseFile.objects.filter(closed_on__lte=until, municipality=scope.municipality_id)


def _over(scope: Scope) -> list[UUID]:
    return list(_closed(scope).order_by("pk").values_list("pk", flat=True))


def _delete(scope: Scope, keys: Sequence[Any]) -> int:
    still = list(_closed(scope).filter(pk__in=keys).values_list("pk", flat=True))
    delete_files(still)
    return len(still)


def delete_files(file_ids: Sequence[UUID]) -> None:
    """Delete files with all they hold, the days about them, and their keys, so that no backup can be read.

    The caller holds the transaction. Keys go last but before the commit: should the machine stop in between, what was
    left is unreadable.
    """
    files = CaseFile.objects.filter(pk__in=file_ids)
    for file in files:
        forget_all(file)
    files.delete()
    for file_id in file_ids:
        destroy_key(file_id)


def register() -> None:
    """Tell about the kind."""
    register_retention(
        Kind(
            "case_files",
            _("Files of clients, after the support ended"),
            days=2 * YEAR,
            least=31,
            most=10 * YEAR,
            find=_over,
            delete=_delete,
        )
    )
