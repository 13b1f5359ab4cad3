"""How people log in: e-mail and password, then an authenticator app; sign-up only by invitation."""

from typing import Final
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from leerlus.organisations.models import Person
from leerlus.organisations.prepared import PreparedQuery

_PERSON: Final = PreparedQuery(
    lambda pk: Person.objects.filter(pk=pk).order_by().defer("created_at", "last_login"), UUID
)


class PersonBackend(ModelBackend):
    """Password check; no Django permissions, because access comes from the matrix alone."""

    def get_user(self, user_id: object) -> Person | None:
        person = _PERSON.first(user_id if isinstance(user_id, UUID) else UUID(str(user_id)))
        return person if person and person.is_active else None


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def display_name(person: Person) -> str:
    return person.name


def login_name(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """For whom failed logins are counted: the e-mail address, however the form or the code that asks calls it."""
    given = credentials or {}
    name = given.get("email") or given.get("username") or given.get("login") or request.POST.get("login", "")
    return name.strip().lower()


def locked_out(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """The page after too many failed logins: how long it lasts and what to do."""
    return render(request, "organisations/locked_out.html", status=429)
