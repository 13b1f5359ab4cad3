"""The charter "learning, not judging": read and accepted once by who leads a team, before conversations open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from leerlus.access.actor import Actor
from leerlus.access.colleagues import teams_led_by
from leerlus.access.door import visible_own
from leerlus.access.pages import PersonRequest
from leerlus.content.conversation import CURRENT_CHARTER
from leerlus.conversations.models import CharterAcceptance

View = Callable[..., HttpResponse]


def has_accepted(actor: Actor) -> bool:
    """Whether the actor accepted the charter as it is now."""
    return visible_own(actor, CharterAcceptance).filter(version=CURRENT_CHARTER).exists()


def must_read_charter(actor: Actor) -> bool:
    """Whether the actor leads a team and did not accept the charter yet."""
    return teams_led_by(actor).exists() and not has_accepted(actor)


def accept_charter(actor: Actor) -> None:
    """Accept it; twice the same is the same."""
    CharterAcceptance.objects.get_or_create(person_id=actor.person_id, version=CURRENT_CHARTER)


def charter_first(view: View) -> View:
    """Lead who leads a team to the charter first; everybody else is not held up."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if must_read_charter(request.actor):
            return redirect("charter")
        return view(request, *args, **kwargs)

    return guarded
