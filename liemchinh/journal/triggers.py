"""The database itself forbids editing the book."""

from typing import Any

from django.db import connection

# Table → the key that may not be written again. Personal values may be deleted (erased), never changed.
KEPT = {"journal_entry": "sequence", "journal_reading": "id"}
ERASABLE = {"journal_personal": "sequence"}
REFUSAL = "so nhat ky chi duoc ghi them"


def _sqlite() -> dict[str, str]:
    made = {}
    for table, key in (KEPT | ERASABLE).items():
        made[f"{table}_no_update"] = f"BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        # INSERT OR REPLACE walks around the others: an existing key is refused first.
        made[f"{table}_no_replace"] = (
            f"BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    for table in KEPT:
        made[f"{table}_no_delete"] = f"BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return made


def _postgresql() -> dict[str, str]:
    made = {}
    for table in KEPT | ERASABLE:
        acts = "UPDATE OR DELETE" if table in KEPT else "UPDATE"
        made[f"{table}_no_edit"] = f"BEFORE {acts} ON {table} FOR EACH ROW EXECUTE FUNCTION journal_refuse()"
        made[f"{table}_no_truncate"] = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"
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
                "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
            )
        for name, body in expected().items():
            cursor.execute(f"CREATE TRIGGER {name} {body}")


def drop_triggers() -> None:
    """Takes the triggers away; only tests that empty the database, and a restore, have reason to."""
    with connection.cursor() as cursor:
        for name in expected():
            if connection.vendor == "postgresql":
                table = name[: name.index("_no_")]
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing_triggers() -> set[str]:
    """The names of triggers that should stand and do not; for `doctor`."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return set(expected()) - {row[0] for row in cursor.fetchall()}
