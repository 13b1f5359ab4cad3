"""How long it is kept that somebody put a step aside. Advice goes with its scan."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.advice.models import Dismissal


def _back_again(scope: Scope) -> "QuerySet[Dismissal]":
    return Dismissal.objects.filter(
        until__lt=timezone.localdate(scope.moment), person__municipality=scope.municipality_id
    )


def register() -> None:
    """Tell about the steps put aside, counted from the day they came back."""
    register_retention(
        Kind(
            "steps_put_aside",
            _("Steps put aside that came back"),
            days=365,
            least=0,
            most=3 * 365,
            **rows(_back_again),
        )
    )
