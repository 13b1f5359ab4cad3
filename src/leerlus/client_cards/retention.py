"""How long client cards are kept: that they came in until the day or month is over, lots of a caseworker for years."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.client_cards.counting import first_of_month
from leerlus.client_cards.models import Inflow, OwnLot, SentCard
from leerlus.client_cards.receiving import oldest_month_of_forms


def _inflow(scope: Scope) -> "QuerySet[Inflow]":
    return Inflow.objects.filter(day__lt=timezone.localdate(scope.moment))


def _sent(scope: Scope) -> "QuerySet[SentCard]":
    return SentCard.objects.filter(month__lt=oldest_month_of_forms(timezone.localdate(scope.moment)))


def _own_lots(scope: Scope) -> "QuerySet[OwnLot]":
    """Lots of which the whole last month lies before the moment."""
    month = first_of_month(timezone.localdate(scope.moment))
    return OwnLot.objects.filter(last_month__lt=month, person__municipality=scope.municipality_id)


def register() -> None:
    """Tell about what belongs to the installation, and about the lots of a caseworker. Those of teams name nobody."""
    register_retention(
        Kind(
            "own_card_lots",
            _("What clients said about the help of one caseworker"),
            days=3 * 365 + 1,
            least=183,
            most=10 * 365,
            **rows(_own_lots),
        )
    )
    for name, label, query in (
        ("card_inflow", _("How many client cards came in on a day"), rows(_inflow)),
        ("sent_cards", _("Marks of client cards that were sent"), rows(_sent)),
    ):
        register_retention(Kind(name, label, days=0, least=0, most=0, everywhere=True, **query))
