"""The token in every form that shows it came from a page of Leerlus, against forgery of requests."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import CSRF_SECRET_LENGTH, get_token


def token_against_forgery(request: HttpRequest) -> str:
    """The secret of the cookie as it is; Django takes it as well as a masked one, and masking costs a tenth of a page.

    Masks guard against guessing through compression, and pages of people are never compressed: not here, and not by
    a proxy that heeds `Cache-Control: no-transform` or the administrator guide.
    """
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return cookie if len(cookie) == CSRF_SECRET_LENGTH else get_token(request)
