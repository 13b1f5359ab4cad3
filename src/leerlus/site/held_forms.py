"""A form that was sent after the session ended is held, sealed, until the same person has logged in again."""

import base64
import json
import time
from typing import Final

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

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
    held = session.pop(_SESSION_KEY, None)
    if held is None:
        return None
    try:
        form = json.loads(unseal_for_installation(base64.b64decode(held), _PURPOSE))
    except (KeyProblem, ValueError):
        return None
    fields = [(name, value) for name, value in form["fields"]]
    token = dict(fields).get("form_token", "")
    if time.time() - form["at"] > _SECONDS or not belongs_to(person.pk, token):
        return None
    return form["path"], fields
