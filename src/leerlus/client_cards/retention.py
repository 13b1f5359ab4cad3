"""How long is remembered that cards came in: until the day, or the month after, is over, also when no card follows."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.client_cards.models import Inflow, SentCard
from leerlus.client_cards.receiving import oldest_month_of_forms


def _inflow(scope: Scope) -> "QuerySet[Inflow]":
    return Inflow.objects.filter(day__lt=timezone.localdate(scope.moment))


def _sent(scope: Scope) -> "QuerySet[SentCard]":
    return SentCard.objects.filter(month__lt=oldest_month_of_forms(timezone.localdate(scope.moment)))


def register() -> None:
    """Tell about both kinds; they belong to the installation."""
    for name, label, query in (
        ("card_inflow", _("How many client cards came in on a day"), rows(_inflow)),
        ("sent_cards", _("Marks of client cards that were sent"), rows(_sent)),
    ):
        register_retention(Kind(name, label, days=0, least=0, most=0, everywhere=True, **query))
