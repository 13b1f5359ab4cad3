"""Sessions in the database, as Django keeps them, read with a prepared query because every page reads one."""

from typing import Final

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from leerlus.organisations.prepared import PreparedQuery

_SESSION: Final = PreparedQuery(lambda key: Session.objects.filter(session_key=key), str)


class SessionStore(DatabaseSessionStore):
    """Django's own store; an ended session is read as no session at all."""

    def _get_session_from_db(self) -> Session | None:
        found = _SESSION.first(self.session_key or "")
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None
