"""A form that was sent after the session ended is held, sealed, until the same person has logged in again."""

import base64
import json
import time
from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from leerlus.access.forms_once import belongs_to
from leerlus.access.keyring import KeyProblem, seal_for_installation, unseal_for_installation
from leerlus.organisations.models import Person

_SESSION_KEY: Final = "held_form"
_PURPOSE: Final = b"held form"
_LARGEST: Final = 64 * 1024
_SECONDS: Final = 60 * 60
_NEVER_HELD: Final = ("csrfmiddlewaretoken", "password")


def hold(request: HttpRequest) -> bool:
    """Keep the fields of this request for after logging in; False when there is nothing of a person to keep."""
    if "form_token" not in request.POST:
        return False
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith(_NEVER_HELD)
    ]
    plain = json.dumps({"path": request.get_full_path(), "fields": fields, "at": time.time()}).encode()
    if len(plain) > _LARGEST:
        return False
    request.session[_SESSION_KEY] = base64.b64encode(seal_for_installation(plain, _PURPOSE)).decode()
    return True


def take(session: SessionBase, person: Person) -> tuple[str, list[tuple[str, str]]] | None:
    """The path and fields held for this person, once; None when nothing is held, it is old, or it is another's."""
    form = _opened(session.pop(_SESSION_KEY, None))
    if form is None or time.time() - form["at"] > _SECONDS or not _is_of(form, person.pk):
        return None
    return form["path"], [(name, value) for name, value in form["fields"]]


def held_of(person_id: UUID) -> list[dict[str, Any]]:
    """The forms of a person that wait in the sessions of their browsers."""
    return [
        {"path": form["path"], "fields": form["fields"]}
        for _, form in _in_sessions()
        if _is_of(form, person_id)
    ]


def erase_held(person_id: UUID) -> None:
    """Forget the forms of a person: their whole session, in which nobody is logged in."""
    theirs = [session.pk for session, form in _in_sessions() if _is_of(form, person_id)]
    Session.objects.filter(pk__in=theirs).delete()


def _in_sessions() -> Iterator[tuple[Session, dict[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        form = _opened(session.get_decoded().get(_SESSION_KEY))
        if form is not None:
            yield session, form


def _opened(held: str | None) -> dict[str, Any] | None:
    """A held form: its path, fields and moment; None when there is none or it cannot be opened."""
    if held is None:
        return None
    try:
        form: dict[str, Any] = json.loads(unseal_for_installation(base64.b64decode(held), _PURPOSE))
    except (KeyProblem, ValueError):
        return None
    return form


def _is_of(form: dict[str, Any], person_id: UUID) -> bool:
    tokens = [value for name, value in form["fields"] if name == "form_token"]
    return bool(tokens) and belongs_to(person_id, tokens[-1])
