"""How long scans are kept: one that was never finished, and one that was, with the advice that rests on it."""

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.scans.models import Sitting

YEAR: Final = 365


def _open(scope: Scope) -> "QuerySet[Sitting]":
    return Sitting.objects.filter(
        finished_at=None, saved_at__lte=scope.moment, person__municipality=scope.municipality_id
    )


def _finished(scope: Scope) -> "QuerySet[Sitting]":
    return Sitting.objects.filter(finished_at__lte=scope.moment, person__municipality=scope.municipality_id)


def register() -> None:
    """Tell about both kinds."""
    register_retention(
        Kind("open_scans", _("Scans that were not finished"), days=90, least=30, most=YEAR, **rows(_open))
    )
    register_retention(
        Kind(
            "scans",
            _("Scans, with the advice that rests on them"),
            days=3 * YEAR + 1,
            least=183,
            most=10 * YEAR,
            **rows(_finished),
        )
    )
