"""The token against forged requests in every form."""

from django.conf import settings
from django.middleware.csrf import CSRF_SECRET_LENGTH, CSRF_TOKEN_LENGTH

from leerlus.access.forgery import token_against_forgery


def test_a_form_holds_the_secret_of_the_cookie_as_it_is(rf):
    request = rf.get("/")
    request.COOKIES[settings.CSRF_COOKIE_NAME] = "x" * CSRF_SECRET_LENGTH
    assert token_against_forgery(request) == "x" * CSRF_SECRET_LENGTH


def test_who_comes_without_a_cookie_gets_a_token_that_goes_with_a_new_one(rf):
    request = rf.get("/")
    assert len(token_against_forgery(request)) == CSRF_TOKEN_LENGTH
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"]
