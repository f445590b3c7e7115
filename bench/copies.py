"""More provinces like the first: its rows with other numbers, written straight into the tables. A scale to measure on, not a history."""

from collections.abc import Mapping

# What the numbers in a column are of; every other column is copied. A copy without "id" gets one of its own.
NUMBERS: Mapping[str, Mapping[str, str]] = {
    "organisations_organisation": {"id": "organisation", "recorded_by": "entry"},
    "organisations_version": {"organisation_id": "organisation", "parent_id": "organisation", "recorded_by": "entry",
                              "cancelled_by": "entry"},
    "organisations_closure": {"ancestor_id": "organisation", "descendant_id": "organisation"},
    "members_person": {"id": "person", "recorded_by": "entry"},
    "members_details": {"person_id": "person", "recorded_by": "entry", "cancelled_by": "entry"},
    "members_spell": {"person_id": "person", "organisation_id": "organisation", "recorded_by": "entry", "cancelled_by": "entry"},
    "journal_entry": {"sequence": "entry", "organisation_id": "organisation", "member_id": "person", "cancels_id": "entry"},
}  # fmt: skip
HIGHEST = {"organisation": "SELECT MAX(id) FROM organisations_organisation", "person": "SELECT MAX(id) FROM members_person",
           "entry": "SELECT MAX(sequence) FROM journal_entry"}  # fmt: skip


def add_copies(times: int) -> None:
    """Copies everything that stands, `times` times. On SQLite."""
    from django.db import connection, transaction

    with connection.cursor() as cursor, transaction.atomic():
        highest = {}
        for what, sql in HIGHEST.items():
            cursor.execute(sql)
            highest[what] = cursor.fetchone()[0]
        for table in NUMBERS:
            cursor.execute(f"CREATE TEMPORARY TABLE first_{table} AS SELECT * FROM {table}")
        for copy in range(1, times + 1):
            for table, numbers in NUMBERS.items():
                cursor.execute(f"SELECT name FROM pragma_table_info('{table}')")
                columns = [name for (name,) in cursor.fetchall() if name != "id" or "id" in numbers]
                told = [_copied(name, numbers, highest, copy) for name in columns]
                cursor.execute(
                    f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(told)} FROM first_{table}"
                )
        for table in NUMBERS:
            cursor.execute(f"DROP TABLE first_{table}")


def _copied(column: str, numbers: Mapping[str, str], highest: Mapping[str, int], copy: int) -> str:
    if column == "uid":
        return "lower(hex(randomblob(16)))"
    return f"{column} + {copy * highest[numbers[column]]}" if column in numbers else column
