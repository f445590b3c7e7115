"""As it was known on a day: temporary tables with the columns of the real ones, holding what stood in the book by then.

The same SQL then counts in them. Nothing is kept: they go when the question is answered. Where nothing about organisations was recorded
since, the real tables say what was known of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection
from django.db.models import Q, QuerySet

from liemchinh.figures import people
from liemchinh.figures.reading import insert, rows, run
from liemchinh.figures.sql.relations import Relations
from liemchinh.journal.models import UndoneRow
from liemchinh.journal.undone import as_known_at
from liemchinh.organisations.models import OPEN, Recorded, Succession, Version
from liemchinh.organisations.places import Passage, Places, Stay

TABLES = ("known_spell", "known_profile", "known_version", "known_closure", "known_person")
SPELL = (
    "id",
    "person_id",
    "organisation_id",
    "official",
    "exempt",
    "suspended",
    "starts_on",
    "starts_kind",
    "ends_on",
    "ends_kind",
)
# Like the index of the real table: members of any day are counted without a look at the rows.
SPELL_PLACE = "organisation_id, starts_on, ends_on, person_id, official, exempt, suspended, cancelled_by"
VERSION = (
    "organisation_id",
    "parent_id",
    "name",
    "sort_key",
    "category",
    "unit_type",
    "level",
    "valid_from",
    "valid_to",
)
CLOSURE = ("descendant_id", "ancestor_id", "depth", "valid_from", "valid_to")
Row = TypeVar("Row", bound=Recorded)
FEW = 4  # an organisation that holds less than a fourth of all is looked up by its people


@contextmanager
def known_at(sequence: int, whole: int) -> Iterator[Relations]:
    """Inside the block the relations hold what was known at an entry, as far as it concerns `whole`."""
    with as_known_at(sequence):
        drop()
        version, closure = "organisations_version", "organisations_closure"
        if _organisations_changed_since(sequence):
            version, closure = "known_version", "known_closure"
            _closure(sequence)
            _make(version, VERSION, "organisations_version", sequence, "", "organisation_id")
        _people(sequence, whole, closure)
        try:
            yield Relations("known_spell", "known_profile", version, closure, sequence)
        finally:
            drop()


def drop() -> None:
    """Removes the temporary tables, if they are there."""
    schema = "pg_temp" if connection.vendor == "postgresql" else "temp"
    run(*(f"DROP TABLE IF EXISTS {schema}.{table}" for table in TABLES))


def _organisations_changed_since(sequence: int) -> bool:
    """Was anything about organisations recorded or taken back after an entry?"""
    later = Q(recorded_by__gt=sequence) | Q(cancelled_by__gt=sequence)
    return (
        UndoneRow.objects.filter(undone_by__gt=sequence).exists()
        or Version.objects.filter(later).exists()
        or Succession.objects.filter(later).exists()
    )


def _make(table: str, columns: tuple[str, ...], source: str, sequence: int, some: str, *indexes: str) -> None:
    listed = ", ".join(f"r.{column}" for column in columns)
    told = [
        f"SELECT {listed}, CAST(NULL AS BIGINT) AS cancelled_by FROM {source} r WHERE {live}{some}"
        for live in _known("r", sequence)
    ]
    run(f"CREATE TEMPORARY TABLE {table} AS {' UNION ALL '.join(told)}")
    run(*(f"CREATE INDEX {table}_{place} ON {table} ({columns})" for place, columns in enumerate(indexes)))
    _tell_planner(table)


def _known(alias: str, sequence: int) -> tuple[str, str]:
    """What stood at an entry: of what stands now, and of what was cancelled since. Apart, because each has its own index."""
    by_then = f"{alias}.recorded_by <= {sequence}"
    return f"{alias}.cancelled_by IS NULL AND {by_then}", f"{alias}.cancelled_by > {sequence} AND {by_then}"


def _tell_planner(table: str) -> None:
    if connection.vendor == "postgresql":
        run(f"ANALYZE {table}")


def _people(sequence: int, whole: int, closure: str) -> None:
    """Spells and profiles: of everybody, or of those who ever were, or were acted upon, in the organisation."""
    within = f"SELECT k.descendant_id FROM {closure} k WHERE k.ancestor_id = {whole}"
    (part,), (total,) = rows(
        f"SELECT COUNT(DISTINCT descendant_id) FROM {closure} WHERE ancestor_id = {whole}"
        " UNION ALL SELECT COUNT(*) FROM organisations_organisation"
    )
    some_spells = some_people = ""
    if part * FEW < total:
        spells = [
            f"SELECT s.person_id FROM members_spell s WHERE {live} AND s.organisation_id IN ({within})"
            for live in _known("s", sequence)
        ]
        acts = (
            f"SELECT e.member_id FROM journal_entry e WHERE e.organisation_id IN ({within}) AND e.member_id IS NOT NULL"
        )
        run(f"CREATE TEMPORARY TABLE known_person AS {' UNION '.join([*spells, acts])}")
        some_spells = " AND r.person_id IN (SELECT person_id FROM known_person)"
        some_people = " AND d.person_id IN (SELECT person_id FROM known_person)"
    _make("known_spell", SPELL, "members_spell", sequence, some_spells, SPELL_PLACE, "person_id, starts_on")
    until = Relations(known=sequence)
    told = [people.profiles(live + some_people, until) for live in _known("d", sequence)]
    run(
        f"CREATE TEMPORARY TABLE known_profile AS {' UNION ALL '.join(told)}",
        "CREATE UNIQUE INDEX known_profile_0 ON known_profile (person_id)",
    )
    _tell_planner("known_profile")


def _closure(sequence: int) -> None:
    places, organisations = _places(sequence)
    run(
        "CREATE TEMPORARY TABLE known_closure (descendant_id BIGINT, ancestor_id BIGINT, depth INTEGER, valid_from DATE, valid_to DATE)"
    )
    told = [
        f"({descendant}, {ancestor}, {depth}, '{start}', '{end}')"
        for descendant, ancestor, depth, start, end in places.rows(organisations)
    ]
    insert("known_closure", CLOSURE, told)
    run(
        "CREATE INDEX known_closure_0 ON known_closure (ancestor_id, descendant_id, valid_from, valid_to)",
        "CREATE INDEX known_closure_1 ON known_closure (descendant_id, ancestor_id)",
    )
    _tell_planner("known_closure")


def _places(sequence: int) -> tuple[Places, list[int]]:
    stays: dict[int, list[Stay]] = defaultdict(list)
    versions = _then(Version.objects.all(), sequence).values_list(
        "organisation_id", "parent_id", "valid_from", "valid_to"
    )
    for organisation, parent, start, end in versions.iterator(chunk_size=5000):
        stays[organisation].append(Stay(parent, start, end or OPEN))
    passed = _then(Succession.objects.all(), sequence).values_list("source_id", "target_id", "on")
    return Places(stays, [Passage(*passage) for passage in passed]), sorted(stays)


def _then(found: "QuerySet[Row]", sequence: int) -> "QuerySet[Row]":
    return found.filter(Q(cancelled_by__isnull=True) | Q(cancelled_by__gt=sequence), recorded_by__lte=sequence)
