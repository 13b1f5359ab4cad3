"""Puts the actor on the request; writes down who was refused."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from leerlus.access.actor import actor_of
from leerlus.access.audit import record_event
from leerlus.access.door import Refused
from leerlus.access.models import AccessEvent


class ActorMiddleware:
    """`request.actor` is who looks, with the roles of this very moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor_of(request.user)  # type: ignore[attr-defined]  # Django's request is open
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Write down that somebody was refused, outside the transaction that the refusal rolled back."""
        if isinstance(exception, Refused):
            record_event(
                AccessEvent.Action.REFUSED,
                actor=request.actor,  # type: ignore[attr-defined]  # set above
                subject_id=exception.subject_id,
                record=exception.record,
                object_id=exception.object_id,
            )
