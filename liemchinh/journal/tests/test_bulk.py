"""Many rows at once: indexes made afterwards are the ones that stood before."""

from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from liemchinh.journal.bulk import indexed_afterwards, written_back_beside
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record

pytestmark = pytest.mark.django_db
STANDING = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'journal_entry' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'journal_entry'",
}


def standing() -> dict[str, str]:
    """The indexes of the book by name, as the database tells them."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return dict(cursor.fetchall())


def test_indexes_are_made_after_the_rows_and_are_as_they_were(doer: SimpleNamespace) -> None:
    before, waiting = standing(), {index.name for index in Entry._meta.indexes}
    with indexed_afterwards(Entry):
        assert standing() == {name: told for name, told in before.items() if name not in waiting} != before
        record([NewEntry("tests.noted", None)], actor=doer)
    assert standing() == before
    assert Entry.objects.count() == 1


def test_while_a_large_transaction_is_written_nothing_is_written_back_and_afterwards_as_ever() -> None:
    said = {
        "sqlite": ["PRAGMA wal_autocheckpoint", "PRAGMA wal_autocheckpoint = 0", "PRAGMA wal_autocheckpoint = 8000"]
    }
    with CaptureQueriesContext(connection) as asked, written_back_beside():
        pass
    assert [one["sql"] for one in asked] == said.get(connection.vendor, [])
    with (
        CaptureQueriesContext(connection) as asked,
        pytest.raises(ValueError, match="broken off"),
        written_back_beside(),
    ):
        raise ValueError("broken off")
    assert [one["sql"] for one in asked] == said.get(connection.vendor, [])


def test_the_log_may_be_written_back_between_and_begins_anew_before_it_is_too_long() -> None:
    said = {
        "sqlite": ["PRAGMA wal_autocheckpoint", "PRAGMA wal_autocheckpoint = 9", "PRAGMA wal_autocheckpoint = 8000"]
    }
    with CaptureQueriesContext(connection) as asked, written_back_beside(9) as write_back:
        write_back()
    assert [one["sql"] for one in asked] == said.get(connection.vendor, [])


def test_what_breaks_off_leaves_every_index_and_no_row(doer: SimpleNamespace) -> None:
    before = standing()
    with pytest.raises(ValueError, match="undeclared"), transaction.atomic(), indexed_afterwards(Entry):
        record([NewEntry("tests.noted", None)], actor=doer)
        record([NewEntry("tests.noted", None, data={"unknown": 1})], actor=doer)
    assert standing() == before
    assert Entry.objects.count() == 0
