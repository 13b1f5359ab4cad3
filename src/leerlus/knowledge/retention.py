"""How long questions stay on the board, and what somebody keeps on a list of their own."""

from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.knowledge.models import LocalQuestion, SavedItem

YEAR: Final = 365


def _old_questions(scope: Scope) -> "QuerySet[LocalQuestion]":
    over = Q(withdrawn_at__lte=scope.moment) | Q(asked_at__lte=scope.moment)
    return LocalQuestion.objects.filter(over, municipality=scope.municipality_id)


def _old_saved(scope: Scope) -> "QuerySet[SavedItem]":
    return SavedItem.objects.filter(saved_at__lte=scope.moment, person__municipality=scope.municipality_id)


def register() -> None:
    """Tell about both. What a municipality knows and judged is no personal content once names are gone."""
    register_retention(
        Kind(
            "knowledge_questions",
            _("Questions on the board of the knowledge base"),
            days=3 * YEAR,
            least=183,
            most=10 * YEAR,
            **rows(_old_questions),
        )
    )
    register_retention(
        Kind(
            "saved_items",
            _("Own lists of knowledge"),
            days=3 * YEAR,
            least=183,
            most=10 * YEAR,
            **rows(_old_saved),
        )
    )
