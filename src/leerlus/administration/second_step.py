"""Who administers a municipality logs in with a second step; only a demonstration does without."""

from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from leerlus.access.pages import PersonRequest
from leerlus.organisations.roles import Role

PAGES: Final = "/beheer/"


class SecondStepMiddleware:
    """Every page of administration, of whatever app, opens only after an authenticator app was connected."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: PersonRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.path.startswith(PAGES) or not request.user.is_authenticated:
            return None
        if Role.TENANT_ADMINISTRATOR not in request.actor.roles or request.user.demo_name:
            return None
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return None
        messages.info(
            request,
            _("You can see accounts of others, so logging in takes a second step. Connect an app first."),
        )
        return redirect("mfa_activate_totp")
