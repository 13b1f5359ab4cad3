"""Response headers, the language of the person, and forms held over a logout."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final
from urllib.parse import urlencode

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import translation

from leerlus.site.held_forms import hold
from leerlus.site.page_before import page_before

Next = Callable[[HttpRequest], HttpResponse]


_LANGUAGES: Final = frozenset(code for code, _name in settings.LANGUAGES)


class ResponseHeadersMiddleware:
    """One content security policy for every page; pages are private and never kept by a cache.

    The policy has no nonces, for no page has a script or style of its own: it is built once and not at every response.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        policy = CSPMiddleware(get_response).get_policy_parts(HttpRequest(), HttpResponse())
        self.policy = str(build_policy(**asdict(policy)))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers[HEADER] = self.policy
        headers.setdefault("Cache-Control", "private, no-store, no-transform")
        headers["X-Frame-Options"] = "DENY"
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        headers["Vary"] = "Cookie, HX-Request"
        address = request.resolver_match
        if request.method == "POST" and address and address.url_name == "account_logout":
            headers["Clear-Site-Data"] = '"cache", "storage"'  # what the browser kept of this person
        return response


class PersonLocaleMiddleware:
    """The language: what the person chose, else the cookie of this browser, else Dutch."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", None) or request.COOKIES.get(
            settings.LANGUAGE_COOKIE_NAME
        )
        if language not in _LANGUAGES:
            language = settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class LoginOrHeldFormMiddleware(LoginRequiredMiddleware):
    """Behind every page is a login. A form sent after the session ended is kept and offered again after logging in.

    A button without anything typed is not kept: they log in and are back on the page where it stands. The address it
    sends to may be one that takes forms only.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponse:  # type: ignore[override]  # 401 as well
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        if request.headers.get("X-Requested-With") or request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        afterwards = reverse("resume_form") if hold(request) else page_before(request)
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': afterwards})}")
