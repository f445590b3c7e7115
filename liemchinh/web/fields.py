"""Model fields of the whole house."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Lookup

# Behind every key that begins with a prefix.
LAST_CHARACTER = chr(0x10FFFF)


class KeyField(models.CharField):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """A key made by `web.text` (search, sort): compared byte by byte on every database, so that order and ranges agree.

    PostgreSQL keeps the column under COLLATE "C"; SQLite's own comparison is the same. `key__begins="nguyen"` is a range over
    the plain index on both, where LIKE would read the whole table on SQLite.
    """

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """The column's parameters, with the collation the database needs."""
        parameters = super().db_parameters(connection)
        parameters["collation"] = "C" if connection.vendor == "postgresql" else None
        return parameters


@KeyField.register_lookup
class Begins(Lookup):
    """`key__begins=prefix`: every key that starts with the prefix, as a range; the empty prefix finds every key."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        """Two comparisons; the prefix is taken literally."""
        left, left_parameters = self.process_lhs(compiler, connection)
        prefix = str(self.rhs)
        return f"({left} >= %s AND {left} < %s)", [*left_parameters, prefix, *left_parameters, prefix + LAST_CHARACTER]
