"""Sessions in the database, as Django keeps them, read with little work because every page reads one."""

import json
from functools import lru_cache
from typing import Any, Final

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from leerlus.organisations.prepared import PreparedValues

_SESSION: Final = PreparedValues(
    lambda key: Session.objects.filter(session_key=key).values_list("session_data", "expire_date"), str
)


class SessionStore(DatabaseSessionStore):
    """Django's own store; an ended session is read as no session at all."""

    def load(self) -> dict[str, Any]:
        """The content, read from the database at every request: a session ended elsewhere is ended here."""
        for data, expires in _SESSION.rows(self.session_key or ""):
            if expires > timezone.now():
                return self.decode(data)
        self._session_key = None
        return {}

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads(_opened(session_data))
        return content


@lru_cache(maxsize=1024)
def _opened(session_data: bytes | str) -> str:
    """The signed text as JSON. The same text always says the same, so its signature is checked only once."""
    return json.dumps(DatabaseSessionStore.decode(SessionStore(), session_data))
