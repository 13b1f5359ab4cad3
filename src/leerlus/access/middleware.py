"""Puts the actor on the request; writes down who was refused; says it when content cannot be opened."""

import logging
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from leerlus.access.actor import actor_of
from leerlus.access.audit import record_event
from leerlus.access.door import Refused
from leerlus.access.keyring import KeyProblem
from leerlus.access.models import AccessEvent

_log: Final = logging.getLogger(__name__)


class ActorMiddleware:
    """`request.actor` is who looks, with the roles of this very moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request.user)  # type: ignore[attr-defined]  # Django's request is open
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Write down that somebody was refused, outside the transaction that the refusal rolled back.

        When a key is lost or does not fit, the page says so; the key may come back from a backup.
        """
        if isinstance(exception, Refused):
            record_event(
                AccessEvent.Action.REFUSED,
                actor=request.actor,  # type: ignore[attr-defined]  # set above
                subject_id=exception.subject_id,
                record=exception.record,
                object_id=exception.object_id,
            )
        if isinstance(exception, KeyProblem):
            _log.error("%s: %s", request.path, exception)
            return render(request, "access/cannot_be_opened.html", status=503)
        return None
