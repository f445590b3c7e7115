"""Taking small files in tests: the whole path from bytes to verdicts, and what stands afterwards."""

from collections.abc import Mapping, Sequence

from django.apps import apps
from django.db import connection

from liemchinh.access.actor import Actor
from liemchinh.imports.files import chosen_mappings, told
from liemchinh.imports.models import Run
from liemchinh.imports.reading import read
from liemchinh.imports.services import How, open_run, practise, take
from liemchinh.imports.stream import Rows
from liemchinh.imports.tests.builders import csv_text
from liemchinh.imports.verdicts import Verdict
from liemchinh.members import recount as members_recount
from liemchinh.organisations import recount as organisations_recount

CONSOLE = Actor.at_console("may-chu")
ORGANISATIONS = ("id", "code", "name", "level", "kind", "parent_id", "valid_from", "valid_to")
MEMBERS = (
    "id", "card_no", "full_name", "gender", "birth", "ethnicity", "organisation_id", "admitted_on", "official_on", "exempt_from",
    "left_on", "left_kind", "education",
)  # fmt: skip
EVENTS = ("id", "member_id", "organisation_id", "kind", "date")
SUCCESSIONS = ("date", "from_id", "to_id", "kind", "extent")
TREE = [
    ("T", "84", "Đảng bộ tỉnh Bình An", "1", "đảng bộ tỉnh", "", "1990-01-01", ""),
    ("H1", "841", "Đảng bộ huyện Sông Thu", "2", "đảng bộ cấp huyện", "T", "1990-01-01", ""),
    ("H2", "842", "Đảng bộ huyện Hòn Kẽm", "2", "đảng bộ cấp huyện", "T", "1990-01-01", ""),
    ("A", "8411", "Chi bộ ấp Gò Cát", "4", "chi bộ cơ sở", "H1", "1990-01-01", ""),
    ("B", "8412", "Chi bộ ấp Rạch Dừa", "4", "chi bộ cơ sở", "H1", "1990-01-01", ""),
    ("C", "8421", "Chi bộ ấp Phú Mỹ", "4", "chi bộ cơ sở", "H2", "1990-01-01", ""),
]
# Tables that a second import of the same file may touch.
OWN_TABLES = {
    "imports_run",
    "imports_row_verdict",
    "imports_waiting_row",
    "imports_remembered_mapping",
    "django_session",
}


def member(id: str, name: str, **told: str) -> dict[str, str]:
    """A row of a list of members; what is not said is ordinary."""
    ordinary = {"gender": "Nam", "birth": "1970-02-03", "ethnicity": "01", "organisation_id": "A", "admitted_on": "1995-05-19",
                "official_on": "1996-05-19"}  # fmt: skip
    return {"id": id, "full_name": name} | ordinary | told


def members_csv(*rows: Mapping[str, str]) -> bytes:
    """A list of members with the headings that need no mapping."""
    return csv_text([MEMBERS, *[[row.get(name, "") for name in MEMBERS] for row in rows]]).encode()


def organisations_csv(*rows: Sequence[str]) -> bytes:
    """A list of organisations."""
    return csv_text([ORGANISATIONS, *rows]).encode()


def events_csv(*rows: Sequence[str]) -> bytes:
    """A list of events; ids are numbered."""
    return csv_text([EVENTS, *[(f"E{place}", *row) for place, row in enumerate(rows)]]).encode()


def successions_csv(*rows: Sequence[str]) -> bytes:
    """A list of successions."""
    return csv_text([SUCCESSIONS, *rows]).encode()


def bring(data: bytes, *, name: str = "tep.csv", how: How | None = None, actor: Actor = CONSOLE) -> list[Verdict]:
    """Takes a file in; every verdict, in the order of taking. Counts must add up and the register must be what the book tells."""
    reading = read(data, name)
    mappings = chosen_mappings(reading)
    run = open_run(data, name, how or How(), told(mappings), actor=actor)
    verdicts = [verdict for piece in take(run, Rows(reading, mappings), actor=actor) for verdict in piece]
    run.refresh_from_db()
    assert (run.state, run.read, len(verdicts)) == (Run.DONE, reading.count, reading.count)
    assert_whole()
    return verdicts


def practised(data: bytes, *, name: str = "tep.csv", how: How | None = None, actor: Actor = CONSOLE) -> list[Verdict]:
    """What `bring` would say."""
    reading = read(data, name)
    return practise(Rows(reading, chosen_mappings(reading)), name, how or How(), actor=actor)


def assert_whole() -> None:
    """Register and tree are what the book tells."""
    assert list(members_recount.differences()) == []
    assert list(organisations_recount.differences()) == []


def kinds(verdicts: Sequence[Verdict]) -> list[str]:
    """Their kinds alone."""
    return [verdict.kind for verdict in verdicts]


def reasons(verdicts: Sequence[Verdict]) -> list[str]:
    """Their reasons alone."""
    return [verdict.reason for verdict in verdicts]


def everything(without: set[str] = OWN_TABLES) -> dict[str, list[str]]:
    """Every row of every table but those of imports and sessions."""
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.managed} - without
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = ([bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor.fetchall())
            found[table] = sorted(map(repr, rows))
    return found
