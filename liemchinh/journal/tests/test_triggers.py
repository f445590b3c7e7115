"""The database itself refuses to edit the book, whoever asks."""

import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from liemchinh.journal.models import Entry, Personal, Reading, UndoneRow
from liemchinh.journal.services import NewEntry, record, record_reading
from liemchinh.journal.triggers import drop_triggers, expected, make_triggers, missing_triggers

pytestmark = pytest.mark.django_db
COPY = "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"
ON_BOTH = [
    "UPDATE journal_entry SET kind = 'x'",
    "UPDATE journal_entry SET hash = hash WHERE sequence = 1",
    "DELETE FROM journal_entry",
    "UPDATE journal_reading SET role = 'x'",
    "DELETE FROM journal_reading",
    "UPDATE journal_personal SET value = 'x'",
    "UPDATE journal_undone_row SET row = 'x'",
]
ON_SQLITE = [
    COPY.format("journal_entry"),
    COPY.format("journal_personal"),
    "UPDATE OR REPLACE journal_entry SET sequence = 2",
]
ON_POSTGRESQL = [
    "TRUNCATE journal_entry",
    "TRUNCATE journal_personal",
    "TRUNCATE journal_reading",
    "INSERT INTO journal_entry SELECT * FROM journal_entry ON CONFLICT (sequence) DO UPDATE SET kind = 'x'",
]


@pytest.fixture(autouse=True)
def written(doer: SimpleNamespace) -> None:
    named = NewEntry("tests.noted", None, personal={"name": "A"})
    with transaction.atomic():
        record([named, NewEntry("tests.noted", None, cancels=1)], actor=doer)
    record_reading(doer, "member", 3, role="leader")
    UndoneRow.objects.create(sequence=1, undone_by=2, was="recorded", model="x", row="{}")


def content() -> list[object]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Entry, Personal, Reading, UndoneRow)]


@pytest.mark.parametrize("statement", ON_BOTH + ON_SQLITE + ON_POSTGRESQL)
def test_plain_sql_cannot_edit_the_book(statement: str) -> None:
    other = {"sqlite": ON_POSTGRESQL, "postgresql": ON_SQLITE}[connection.vendor]
    if statement in other:
        return
    before = content()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert content() == before


def test_personal_values_may_be_deleted() -> None:
    Personal.objects.all().delete()
    assert not Personal.objects.exists()


def test_all_triggers_stand_after_migrations_and_a_missing_one_is_named() -> None:
    assert missing_triggers() == set()
    drop_triggers()
    assert missing_triggers() == set(expected())
    make_triggers()
    assert missing_triggers() == set()


@pytest.mark.sqlite
def test_a_trigger_that_was_emptied_counts_as_missing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER journal_entry_no_delete")
        cursor.execute("CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT 1; END")
    assert missing_triggers() == {"journal_entry_no_delete"}


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        # On a connection without our settings nothing but the trigger before the insert stands in the way.
        "INSERT OR REPLACE INTO journal_entry (sequence, kind, happened, recorded_at, payload, hash) VALUES (1, 'x', '', '', '', '')",
        "INSERT OR REPLACE INTO journal_entry (sequence, kind, happened, recorded_at, payload, hash, cancels_id)"
        " VALUES (9, 'x', '', '', '', '', 1)",
        "INSERT OR REPLACE INTO journal_personal (sequence, salt, value) VALUES (1, '', 'x')",
    ],
)
def test_replacing_by_any_unique_key_is_refused_on_a_foreign_connection_too(statement: str) -> None:
    before = content()
    foreign = sqlite3.connect(str(connection.settings_dict["NAME"]))
    with pytest.raises(sqlite3.DatabaseError):
        foreign.execute(statement)
    foreign.close()
    assert content() == before


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_replacing_a_reading_keeps_the_first(tmp_path: Path) -> None:
    before = content()
    foreign = sqlite3.connect(str(connection.settings_dict["NAME"]))
    columns = "account_id, behalf_id, organisation_id, object_kind, object_id, hour, reason"
    foreign.execute(
        f"INSERT OR REPLACE INTO journal_reading ({columns}, role) SELECT {columns}, 'x' FROM journal_reading"
    )
    foreign.commit()
    foreign.close()
    assert content() == before


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_new_entry_is_not_looked_for_in_the_whole_book_whatever_the_planner_knows(doer: SimpleNamespace) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        record([NewEntry("tests.noted", None) for _number in range(500)], actor=doer)
        cursor.execute("ANALYZE")
        body = expected()["journal_entry_no_replace"]
        asked = (
            body[body.index("WHEN ") + 5 : body.index(" BEGIN")]
            .replace("NEW.sequence", "501")
            .replace("NEW.cancels_id", "NULL")
        )
        cursor.execute(f"EXPLAIN QUERY PLAN SELECT {asked}")
        plan = [row[3] for row in cursor.fetchall() if "journal_entry" in row[3]]
    assert len(plan) == 2
    assert all(step.startswith("SEARCH") for step in plan), plan
