"""How long it is kept that somebody put a step aside, or took part in the comparison. Advice goes with its scan."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.advice.models import Dismissal, Participation


def _back_again(scope: Scope) -> "QuerySet[Dismissal]":
    return Dismissal.objects.filter(
        until__lt=timezone.localdate(scope.moment), person__municipality=scope.municipality_id
    )


def _taken_part(scope: Scope) -> "QuerySet[Participation]":
    return Participation.objects.filter(
        ends_on__lt=timezone.localdate(scope.moment), person__municipality=scope.municipality_id
    )


def register() -> None:
    """Tell about the steps put aside, counted from the day they came back, and about taking part, from its last day."""
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
    register_retention(
        Kind(
            "comparison",
            _("Taking part in comparing advice with free choice"),
            days=2 * 365,
            least=0,
            most=5 * 365,
            **rows(_taken_part),
        )
    )
