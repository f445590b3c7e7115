"""What stands in every table but the book, to compare before and after."""

from django.apps import apps
from django.db import connection

# The book only grows; who may do what and what stands in a browser's session are no content of the tree.
_OTHERS = ("journal_", "django_", "auth_", "access_", "jobs_")


def contents() -> dict[str, list[str]]:
    """Table → its rows as text, sorted; the kept closure among them."""
    tables = sorted(model._meta.db_table for model in apps.get_models() if not model._meta.db_table.startswith(_OTHERS))
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found
