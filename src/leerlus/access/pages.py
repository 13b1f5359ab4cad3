"""Pages that belong to a role: for everybody else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from leerlus.organisations.roles import Role

View = Callable[..., HttpResponse]


def role_required(*roles: Role) -> Callable[[View], View]:
    """Show a page to holders of one of these roles; anybody else gets the same 404 as for a page that is not there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.actor.roles & set(roles):  # type: ignore[attr-defined]  # set by ActorMiddleware
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
