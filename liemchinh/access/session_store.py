"""Sessions in the database under a hash of the cookie's key: who reads the table, or a copy of it, cannot take a session over."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Store
from django.contrib.sessions.models import Session

from liemchinh.access.codes import token_hash

LENGTH = 40  # what the column of Django's table holds: 160 bits


def kept_as(key: str) -> str:
    """What stands in the table for a cookie's key."""
    return token_hash(key)[:LENGTH]


class SessionStore(Store):
    """Django's store, with every key hashed on its way to the table."""

    def _get_session_from_db(self) -> Session | None:
        cookie, key = self.session_key, self._session_key
        if cookie is None:
            return None
        self._session_key = kept_as(cookie)
        found: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        self._session_key = key if found else None
        return found

    def exists(self, session_key: str) -> bool:
        """Is there a session under this cookie's key?"""
        return super().exists(kept_as(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row to be written."""
        row = super().create_model_instance(data)
        row.session_key = kept_as(str(self.session_key))
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Ends the session under this cookie's key; without one, this session."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(kept_as(key))
