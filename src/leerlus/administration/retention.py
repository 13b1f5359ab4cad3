"""How long failed logins are kept, with the address that was tried."""

from typing import Any, Final

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from leerlus.access.retention import Kind, Scope, register_retention, rows

_MODELS: Final = {
    "failed_attempts": (AccessAttempt, _("Counted failed logins")),
    "failed_logins": (AccessFailureLog, _("Failed logins")),
    "login_log": (AccessLog, _("Logins")),
}


def register() -> None:
    """Tell about the three tables of django-axes; they belong to the installation."""
    for name, (model, label) in _MODELS.items():

        def tried(scope: Scope, model: Any = model) -> "QuerySet[Any]":
            attempts: QuerySet[Any] = model.objects.filter(attempt_time__lte=scope.moment)
            return attempts

        register_retention(Kind(name, label, days=90, least=90, most=90, everywhere=True, **rows(tried)))
