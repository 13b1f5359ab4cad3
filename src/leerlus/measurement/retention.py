"""How long designs that nobody goes on with are kept, and the yes of people to what is over."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows
from leerlus.measurement.models import MeasurementSet, SetAgreement


def _drafts(scope: Scope) -> "QuerySet[MeasurementSet]":
    return MeasurementSet.objects.filter(
        proposed_on=None, saved_at__lte=scope.moment, team__municipality=scope.municipality_id
    )


def _yeses(scope: Scope) -> "QuerySet[SetAgreement]":
    day = timezone.localdate(scope.moment)
    over = Q(measurement__closed_on__lte=day) | Q(measurement__ends_on__lte=day)
    return SetAgreement.objects.filter(over, measurement__team__municipality=scope.municipality_id)


def register() -> None:
    """Tell about both kinds; what a team measured and when stays with the team."""
    register_retention(
        Kind(
            "measurement_drafts",
            _("Designs of a measurement that nobody went on with"),
            days=90,
            least=31,
            most=365,
            **rows(_drafts),
        )
    )
    register_retention(
        Kind(
            "measurement_yeses",
            _("The yes of people to a measurement that is over"),
            days=365,
            least=31,
            most=3 * 365,
            **rows(_yeses),
        )
    )
