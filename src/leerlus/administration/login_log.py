"""Logging in, failing to, and being locked out go in the log, without the password or the address that was tried."""

from typing import Any

from allauth.account.signals import password_reset
from axes.signals import user_locked_out
from axes.utils import reset
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from leerlus.access.audit import record_event
from leerlus.access.models import AccessEvent
from leerlus.organisations.models import Person


@receiver(user_logged_in)
def logged_in(sender: type, request: HttpRequest, user: Person, **kwargs: Any) -> None:
    _record(AccessEvent.Action.LOGGED_IN, user, by=user)


@receiver(user_login_failed)
def login_failed(sender: type, credentials: dict[str, Any], **kwargs: Any) -> None:
    _record(AccessEvent.Action.LOGIN_FAILED, _tried(credentials.get("email") or credentials.get("username")))


@receiver(user_locked_out)
def locked_out(sender: type, username: str | None = None, **kwargs: Any) -> None:
    _record(AccessEvent.Action.LOCKED_OUT, _tried(username))


def _tried(email: object) -> Person | None:
    return Person.objects.filter(email__iexact=str(email)).first() if email else None


def _record(action: AccessEvent.Action, person: Person | None, by: Person | None = None) -> None:
    """Who failed to log in is not known, so only a login that succeeded has somebody who did it.

    About an account that does not exist nothing is known but that somebody tried.
    """
    municipality_id = person.municipality_id if person else None
    record_event(
        action,
        actor_id=by.pk if by else None,
        subject_id=person.pk if person else None,
        municipality_id=municipality_id,
    )


@receiver(password_reset)
def unlocked(sender: type, user: Person, **kwargs: Any) -> None:
    """Whoever reads the mail of an account and chose a new password may log in with it at once."""
    reset(username=user.email)
