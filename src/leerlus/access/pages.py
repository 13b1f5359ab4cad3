"""Pages that belong to a role: for everybody else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from leerlus.access.actor import Actor
from leerlus.access.door import sees_all
from leerlus.access.matrix import Record
from leerlus.organisations.models import Person
from leerlus.organisations.roles import Role

View = Callable[..., HttpResponse]


class PersonRequest(HttpRequest):
    """A request behind the login: for type checkers, what `LoginRequiredMiddleware` and `ActorMiddleware` assure."""

    user: Person
    actor: Actor


def role_required(*roles: Role) -> Callable[[View], View]:
    """Show a page to holders of one of these roles; anybody else gets the same 404 as for a page that is not there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor.roles & set(roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def full_reach_required(record: Record) -> Callable[[View], View]:
    """Show a page to whoever sees all of a kind of record by the matrix; anybody else gets the same 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not sees_all(request.actor, record):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
