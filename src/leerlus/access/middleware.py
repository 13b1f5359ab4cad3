"""Puts the actor on the request, read once and only when a view asks for it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from leerlus.access.actor import actor_of


class ActorMiddleware:
    """`request.actor` is who looks, with the roles of this very moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request.user))  # type: ignore[attr-defined,arg-type]  # Django's request is open
        return self.get_response(request)
