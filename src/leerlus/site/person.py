"""Who is here. A session that was not used for a while ends, so that an open screen does not stay open."""

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from leerlus.organisations.models import Person

_SEEN_AT: Final = "seen_at"
_WRITE_EVERY: Final = 5 * 60


class PersonMiddleware:
    """Puts the person of the session on the request, or ends a session that was idle for LEERLUS_IDLE_SECONDS.

    In the place of Django's own, which looks only when asked: here every page asks. Writes that a session is still
    used at most every five minutes, to keep pages fast.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = _person(request)
        return self.get_response(request)


def _person(request: HttpRequest) -> Person | AnonymousUser:
    session = request.session
    if SESSION_KEY not in session:
        return AnonymousUser()
    now = int(time.time())
    seen_at = session.get(_SEEN_AT)
    idle = now - (seen_at or 0)
    if seen_at is not None and idle > settings.LEERLUS_IDLE_SECONDS:
        session.flush()
        return AnonymousUser()
    if idle >= min(_WRITE_EVERY, settings.LEERLUS_IDLE_SECONDS // 2):
        session[_SEEN_AT] = now
    return get_user(request)
