"""How long files of clients are kept: uploads, files that were never read in, and sets that were."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.outcomes import uploads
from leerlus.outcomes.models import RowBefore, SpellImport
from leerlus.outcomes.undoing import DAYS_TO_UNDO

YEAR: Final = 365


def _unfinished(scope: Scope) -> "QuerySet[SpellImport]":
    return SpellImport.objects.exclude(state=SpellImport.State.DONE).filter(
        created_at__lte=scope.moment, municipality=scope.municipality_id
    )


def _read_in(scope: Scope) -> "QuerySet[SpellImport]":
    """Sets to which nothing was added since; what was read into a set goes with it."""
    done = SpellImport.objects.filter(state=SpellImport.State.DONE)
    sets = done.filter(into=None, finished_at__lte=scope.moment, municipality=scope.municipality_id)
    return sets.exclude(
        pk__in=done.filter(into__isnull=False, finished_at__gt=scope.moment).values("into_id")
    )


def _rows_before(scope: Scope) -> "QuerySet[RowBefore]":
    return RowBefore.objects.filter(
        changed_by__finished_at__lte=scope.moment, changed_by__municipality=scope.municipality_id
    )


def _old_files(scope: Scope) -> list[str]:
    return uploads.files_before(scope.moment)


def _remove_files(scope: Scope, names: Sequence[Any]) -> int:
    return uploads.remove_files(names)


def register() -> None:
    """Tell about the four kinds. Of one set all spells go together."""
    register_retention(
        Kind(
            "unfinished_imports",
            _("Files of clients that were not read in"),
            days=7,
            least=1,
            most=31,
            **rows(_unfinished),
        )
    )
    register_retention(
        Kind(
            "client_sets",
            _("Sets of clients that were read in"),
            days=3 * YEAR + 1,
            least=31,
            most=10 * YEAR,
            **rows(_read_in),
        )
    )
    register_retention(
        Kind(
            "earlier_values",
            _("What an import changed, kept to undo it"),
            days=DAYS_TO_UNDO,
            least=DAYS_TO_UNDO,
            most=DAYS_TO_UNDO,
            **rows(_rows_before),
        )
    )
    register_retention(
        Kind(
            "uploads",
            _("Uploaded files"),
            days=1,
            least=1,
            most=1,
            find=_old_files,
            delete=_remove_files,
            everywhere=True,
        )
    )
