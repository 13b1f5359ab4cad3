"""Response headers, the language of the person, and forms held over a logout."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final
from urllib.parse import urlencode

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property

from leerlus.site.held_forms import hold
from leerlus.site.page_before import page_before

Next = Callable[[HttpRequest], HttpResponse]


_LANGUAGES: Final = frozenset(code for code, _name in settings.LANGUAGES)


class ResponseHeadersMiddleware:
    """Pages are private and never kept by a cache; logging out clears what the browser kept."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Cache-Control", "private, no-store")
        headers["X-Frame-Options"] = "DENY"
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        patch_vary_headers(response, ("Cookie", "HX-Request"))
        if request.method == "POST" and request.path == reverse("account_logout"):
            headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


class SamePolicyMiddleware(CSPMiddleware):
    """One content security policy for every page, without nonces, so it is built once and not at every response."""

    def process_request(self, request: HttpRequest) -> None:
        """Nothing to prepare: no page has a script or style of its own."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers[HEADER] = self._policy
        return response

    @cached_property
    def _policy(self) -> str:
        return str(build_policy(**asdict(self.get_policy_parts(HttpRequest(), HttpResponse()))))


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


class HeldFormMiddleware:
    """Somebody sends a form after their session ended: keep it, let them log in, and offer it again.

    A button without anything typed is not kept: they log in and are back on the page where it stands. The address it
    sends to may be one that takes forms only.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if (
            request.method != "POST"
            or request.user.is_authenticated
            or not getattr(view, "login_required", True)
        ):
            return None
        if request.headers.get("X-Requested-With") or request.headers.get("HX-Request"):
            return HttpResponse(status=401)
        afterwards = reverse("resume_form") if hold(request) else page_before(request)
        return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': afterwards})}")
