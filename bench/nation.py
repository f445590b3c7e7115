"""A nation to measure on: 34 provinces, their communes, 280,000 branches; what each branch counts at the end of months, and acts.

Rows are written straight into the tables by the database itself (this is a scale, not a history). A branch counts as one of some hundred
drawn at random; what stands above is summed up from those by the plain rule, apart from the program's own way.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np

PROVINCES, COMMUNES, BRANCHES = 34, 3_321, 280_000
MEMBERS = 5_400_000
KINDS_OF_BRANCH = 100
START, TODAY = date(2015, 1, 1), date(2026, 7, 15)
MONTHS = (202412, 202506, 202512, 202606)
TOP = 1
# Acts of one half-year for every thousand members, four half-years of them.
ACTS = {"members.admitted": 20, "members.official": 18, "members.transferred_out": 12, "members.died": 4, "members.helped": 1,
        "members.suspended": 1}  # fmt: skip
HALVES = (date(2024, 7, 1), date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1))


def build() -> None:
    """Fills the empty tables; the same every time."""
    from django.db import connection, transaction

    with transaction.atomic():
        _tree()
        _acts()
        _vectors()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def branches() -> range:
    """The ids of the branches."""
    first = 2 + PROVINCES + COMMUNES
    return range(first, first + BRANCHES)


def _tree() -> None:
    from liemchinh.journal.bulk import insert_rows
    from liemchinh.organisations.models import OPEN, Organisation, Version
    from liemchinh.organisations.services import VERSION_COLUMNS, Facts

    commune, branch = 2 + PROVINCES, branches()
    rows = [(TOP, Facts("Đảng bộ toàn quốc", "đảng bộ trực thuộc khác", START))]
    rows += [(2 + n, Facts(f"Đảng bộ tỉnh số {n + 1}", "đảng bộ tỉnh", START, TOP)) for n in range(PROVINCES)]
    rows += [(commune + n, Facts(f"Đảng bộ xã số {n + 1}", "đảng bộ cơ sở", START, 2 + n * PROVINCES // COMMUNES))
             for n in range(COMMUNES)]  # fmt: skip
    rows += [(number, Facts(f"Chi bộ số {n + 1}", "chi bộ trực thuộc", START, commune + n * COMMUNES // BRANCHES))
             for n, number in enumerate(branch)]  # fmt: skip
    insert_rows(Organisation, ("id", "recorded_by"), [(number, 0) for number, _facts in rows])
    insert_rows(Version, VERSION_COLUMNS, [facts.row(number, 0) for number, facts in rows])
    row = f"'{START}', '{OPEN}'"
    closure = "INSERT INTO organisations_closure (descendant_id, ancestor_id, depth, valid_from, valid_to)"
    _run(f"{closure} SELECT organisation_id, organisation_id, 0, {row} FROM organisations_version",
         *(f"{closure} SELECT v.organisation_id, c.ancestor_id, c.depth + 1, {row} FROM organisations_version v"
           f" JOIN organisations_closure c ON c.descendant_id = v.parent_id AND c.depth = {depth}" for depth in range(3)))  # fmt: skip


def _acts() -> None:
    """Acts of two years, spread over branches and days; the bytes that chain a book are not made."""
    for half in HALVES:
        for kind, per_thousand in ACTS.items():
            many = MEMBERS * per_thousand // 1000
            _run("INSERT INTO journal_entry"
                 " (sequence, kind, happened, effective_on, recorded_at, organisation_id, member_id, payload, hash)"
                 f" WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})"
                 " SELECT (SELECT coalesce(max(sequence), 0) FROM journal_entry) + i,"
                 f" '{kind}', '', date('{half}', '+' || (i * 7919 % 181) || ' days'), '{TODAY} 00:00:00',"
                 f" {branches()[0]} + i * 104729 % {BRANCHES}, i * 15485863 % {MEMBERS} + 1, x'00', randomblob(32) FROM n")  # fmt: skip


def _vectors() -> None:
    from django.db import connection

    from liemchinh.figures.keeping.packing import packed, version

    beginning = date.min
    counted = _kinds_of_branch()
    _run("CREATE TEMP TABLE kind_of_branch (kind INTEGER, month INTEGER, numbers BLOB, PRIMARY KEY (kind, month))")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO kind_of_branch VALUES (%s, %s, %s)",
            [(kind, month, packed(counted[month][kind])) for month in MONTHS for kind in range(KINDS_OF_BRANCH)],
        )
    _run("INSERT INTO figures_own_vector (organisation_id, month, numbers, ties) SELECT o.id, k.month, k.numbers, x''"
         f" FROM organisations_organisation o JOIN kind_of_branch k ON k.kind = o.id % {KINDS_OF_BRANCH}"
         f" WHERE o.id >= {branches()[0]}",
         f"INSERT INTO figures_tree_change (top_id, \"on\") VALUES ({TOP}, '{beginning}'), ({TOP}, '{START}')",
         f"INSERT INTO figures_kept (id, set_version, sequence) SELECT 1, '{version()}', max(sequence) FROM journal_entry")  # fmt: skip
    _above(counted)


def _kinds_of_branch() -> dict[int, "np.ndarray[tuple[int, int], np.dtype[np.int64]]"]:
    """What each kind of branch counts at the end of each month: stocks of that day, acts since the beginning."""
    from liemchinh.figures.declarations import kept
    from liemchinh.figures.keeping.packing import places

    rng = np.random.default_rng(1)
    stocks = [places()[one.key] for one in kept() if one.kind == "stock"]
    found, so_far = {}, np.zeros((KINDS_OF_BRANCH, len(places())), dtype=np.int64)
    for month in MONTHS:
        so_far = so_far + rng.integers(0, 3, so_far.shape)
        found[month] = so_far.copy()
        found[month][:, stocks] = rng.integers(0, 20, (KINDS_OF_BRANCH, len(stocks)))
        found[month][:, places()["members"]] = 19 + (np.arange(KINDS_OF_BRANCH) % 7 < 2)
        found[month][:, places()["branches"]] = 1
    return found


def _above(counted: dict[int, "np.ndarray[tuple[int, int], np.dtype[np.int64]]"]) -> None:
    from liemchinh.figures.keeping.packing import nothing, packed
    from liemchinh.figures.models import NodeVector, OwnVector
    from liemchinh.journal.bulk import insert_rows

    kinds = np.array(branches()) % KINDS_OF_BRANCH
    commune = np.arange(BRANCHES) * COMMUNES // BRANCHES
    province = np.arange(COMMUNES) * PROVINCES // COMMUNES
    nodes: list[tuple[object, ...]] = []
    for month in MONTHS:
        communes = np.zeros((COMMUNES, counted[month].shape[1]), dtype=np.int64)
        np.add.at(communes, commune, counted[month][kinds])
        provinces = np.zeros((PROVINCES, communes.shape[1]), dtype=np.int64)
        np.add.at(provinces, province, communes)
        levels: Sequence[tuple[int, np.ndarray[tuple[int, int], np.dtype[np.int64]]]] = (
            (TOP, provinces.sum(axis=0, keepdims=True)), (2, provinces), (2 + PROVINCES, communes))  # fmt: skip
        nodes += [
            (first + place, START, month, packed(row), b"") for first, rows in levels for place, row in enumerate(rows)
        ]
    own = [(number, month, packed(nothing()), b"") for number in range(1, branches()[0]) for month in MONTHS]
    insert_rows(OwnVector, ("organisation_id", "month", "numbers", "ties"), own)
    insert_rows(NodeVector, ("organisation_id", "tree", "month", "numbers", "ties"), nodes)


def _run(*statements: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
