"""A session that was not used for a while ends, so that an open screen does not stay open."""

import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

_SEEN_AT: Final = "seen_at"
_WRITE_EVERY: Final = 5 * 60


class IdleSessionMiddleware:
    """Ends a session that was idle for LEERLUS_IDLE_SECONDS. Writes at most every five minutes, to keep pages fast."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if SESSION_KEY in session:
            now = int(time.time())
            idle = now - session.get(_SEEN_AT, 0)
            if _SEEN_AT in session and idle > settings.LEERLUS_IDLE_SECONDS:
                session.flush()
                request.user = AnonymousUser()
            elif idle >= min(_WRITE_EVERY, settings.LEERLUS_IDLE_SECONDS // 2):
                session[_SEEN_AT] = now
        return self.get_response(request)
