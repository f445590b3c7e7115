"""The database itself forbids editing the book."""

from typing import Any

from django.db import connection

# Rows of all these are never changed; those that can hold personal values may be deleted (erased), the others not.
KEPT = ("journal_entry", "journal_reading")
ERASABLE = ("journal_personal", "journal_undone_row")
REFUSAL = "so nhat ky chi duoc ghi them"

# SQLite: INSERT OR REPLACE deletes what stands in the way of any unique index without asking a delete trigger, so a row in
# the way is looked for first, by each unique index alone: one condition for both would be answered by reading the whole table
# as soon as the planner knows that hardly an entry cancels another. A reading noted again in its hour is passed over in silence.
_SAME_READING = "".join(
    f" AND {column} = {new}"
    for column, new in (
        ("object_id", "NEW.object_id"),
        ("hour", "NEW.hour"),
        ("coalesce(account_id, 0)", "coalesce(NEW.account_id, 0)"),
        ("coalesce(behalf_id, 0)", "coalesce(NEW.behalf_id, 0)"),
    )
)
_IN_THE_WAY = {
    "journal_entry": (("sequence = NEW.sequence", "cancels_id = NEW.cancels_id"), f"ABORT, '{REFUSAL}'"),
    "journal_reading": (("id = NEW.id", f"object_kind = NEW.object_kind{_SAME_READING}"), "IGNORE"),
    "journal_undone_row": (("id = NEW.id",), f"ABORT, '{REFUSAL}'"),
    "journal_personal": (("sequence = NEW.sequence",), f"ABORT, '{REFUSAL}'"),
}
_FUNCTION = f" BEGIN RAISE EXCEPTION '{REFUSAL}'; END "


def _sqlite() -> dict[str, str]:
    made = {}
    for table in KEPT + ERASABLE:
        conditions, answer = _IN_THE_WAY[table]
        made[f"{table}_no_update"] = f"BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        found = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {condition})" for condition in conditions)  # noqa: S608 (names of this file only)
        made[f"{table}_no_replace"] = f"BEFORE INSERT ON {table} WHEN {found} BEGIN SELECT RAISE({answer}); END"
    for table in KEPT:
        made[f"{table}_no_delete"] = f"BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return made


def _postgresql() -> dict[str, str]:
    made = {}
    for table in KEPT + ERASABLE:
        acts = "UPDATE OR DELETE" if table in KEPT else "UPDATE"
        made[f"{table}_no_edit"] = f"BEFORE {acts} ON {table} FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
        made[f"{table}_no_truncate"] = (
            f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
        )
    return made


def expected() -> dict[str, str]:
    """The triggers that must stand, by name."""
    return _postgresql() if connection.vendor == "postgresql" else _sqlite()


def make_triggers(**_: Any) -> None:
    """Makes every trigger anew. Safe to repeat."""
    drop_triggers()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $${_FUNCTION}$$"
            )
        for name, body in expected().items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def drop_triggers() -> None:
    """Takes the triggers away; only tests that empty the database, and a restore, have reason to."""
    with connection.cursor() as cursor:
        for name in expected():
            on = f" ON {name[: name.index('_no_')]}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing_triggers() -> set[str]:
    """The names of triggers that should stand as written here and do not; for `doctor`."""
    standing = _standing()
    return {name for name, body in expected().items() if standing.get(name) != body}


def _standing() -> dict[str, str]:
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return {name: sql.removeprefix(f"CREATE TRIGGER {name} ") for name, sql in cursor.fetchall()}
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND p.proname = 'journal_refuse' AND p.prosrc = %s",
            [_FUNCTION],
        )
        return {row[0]: expected().get(row[0], "") for row in cursor.fetchall()}
