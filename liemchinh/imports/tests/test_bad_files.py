"""Generated bad files through the whole path: no error but a refusal, every row counted once, nothing half-written."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from liemchinh.imports.deciding import Decision, decide
from liemchinh.imports.files import mappings_of, told
from liemchinh.imports.models import Run, WaitingRow
from liemchinh.imports.queries import candidates_of
from liemchinh.imports.reading import Reading, Unreadable, map_as, read
from liemchinh.imports.reading.vocabulary import open_vocabulary
from liemchinh.imports.services import How, open_run, take
from liemchinh.imports.shown import field_names, kinds, shown_columns, shown_table, uses_ethnic_numbers
from liemchinh.imports.stream import Rows
from liemchinh.imports.tests.bad_files import bad_file
from liemchinh.imports.tests.taking import CONSOLE, assert_whole, bring, member, members_csv
from regulations.answers import Refused

Tree = dict[str, int]
Count = Callable[[int, int], int]


def corrected(rng: random.Random, reading: Reading) -> dict[str, Any]:
    """What a person might say of the file's columns, sense or nonsense; what the wizard shows on the way must not fail."""
    kept: dict[str, Any] = {}
    for place, table in enumerate(reading.tables):
        mapping = table.mapping
        if shown_table(reading, place, mapping).readable and rng.random() < 0.4:
            mapping = map_as(rng.choice(list(kinds())), table.headings, open_vocabulary())
        for _ in range(rng.choice((0, 0, 1, 3))):
            fields = list(field_names(mapping.kind))
            if fields and mapping.columns:
                try:
                    mapping = mapping.with_field(rng.randrange(len(mapping.columns)), rng.choice(["", *fields]))
                except ValueError as error:
                    assert "không lấy" in str(error)
        shown_columns(table, mapping)
        uses_ethnic_numbers(table, mapping)
        if rng.random() < 0.5:
            kept[str(place)] = mapping.to_json() if rng.random() < 0.95 else None
    return kept


def through(number: int, tree: Tree) -> dict[str, int]:
    """Takes one file the whole way; gives the counts, or {} for a file that cannot be read."""
    rng = random.Random(number + 1)
    data, name = bad_file(number)
    try:
        reading = read(data, name)
        mappings = mappings_of(reading, corrected(rng, reading))
        rows = Rows(reading, mappings)
        many = len(list(rows))
    except Unreadable as unreadable:
        assert unreadable.reason
        return {}
    how = How(rng.choice(("", "", "nguồn")), rng.choice((None, tree["T"], tree["H1"], tree["A"])))
    run = open_run(data, name, how, told(mappings), actor=CONSOLE)
    verdicts = [verdict for piece in take(run, rows, actor=CONSOLE) for verdict in piece]
    run.refresh_from_db()
    assert (run.state, run.read, len(verdicts)) == (Run.DONE, many, many)
    json.dumps([[v.sheet, v.row, v.kind, v.column, v.reason] for v in verdicts], ensure_ascii=False).encode()
    for waiting in WaitingRow.objects.all()[:3]:
        same = [candidate.person for candidate in candidates_of(waiting, CONSOLE)]
        choice = rng.choice([Decision("other"), Decision("left_out"), *(Decision("same", person) for person in same)])
        try:
            decide(waiting.id, choice, actor=CONSOLE)
        except Refused as refused:
            assert refused.refusals
    run.refresh_from_db()
    assert run.read == many
    assert_whole()
    return {kind: getattr(run, kind) for kind in ("accepted", "unchanged", "duplicate", "rejected")}


@pytest.mark.django_db
def test_bad_files_do_no_harm(tree: Tree, count: Count) -> None:
    bring(
        members_csv(
            *[
                member(f"K{n}", f"Lê Văn {name}", birth=f"195{n}-05-0{n}", card_no=f"8400000{n}")
                for n, name in enumerate("ABCDE", 1)
            ]
        )
    )
    total = count(100, 10_000)
    sums, unreadable = dict.fromkeys(("accepted", "unchanged", "duplicate", "rejected"), 0), 0
    for number in range(total):
        with transaction.atomic():
            try:
                counts = through(number, tree)
            except Exception as error:
                raise AssertionError(f"bad_file({number})") from error
            transaction.set_rollback(True)
        unreadable += not counts
        for kind, found in counts.items():
            sums[kind] += found
    rows = sum(sums.values())
    print(f"{total} bad files, {unreadable} unreadable, {rows} rows ({sums}): no error, nothing half-written")
    assert sums["accepted"] and sums["rejected"] and sums["duplicate"] and unreadable
