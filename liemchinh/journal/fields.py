"""The field of the book's own key."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class SequenceField(models.BigIntegerField):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """A key that counts 1, 2, 3 … and is given, never generated. On SQLite it is the row's own number: the book lies in order."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """ "integer" (the row number itself) on SQLite, 64 bits everywhere."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
