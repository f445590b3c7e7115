"""Reading a file in: in pieces, each one transaction with its verdicts, so that it can be killed, resumed, and others can write meanwhile."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.imports.models import RowVerdict, Run, WaitingRow
from liemchinh.imports.take_events import take_events
from liemchinh.imports.take_members import take_members
from liemchinh.imports.take_organisations import take_organisations, take_successions
from liemchinh.imports.verdicts import Verdict
from liemchinh.journal import clock
from liemchinh.journal.bulk import insert_rows
from liemchinh.imports.reading import RejectedRow

PIECE = 1000
VERDICT_COLUMNS = ("run_id", "sheet", "row", "verdict", "column", "reason")
# Organisations and successions refer to each other across the whole file: they are taken in one piece.
WHOLE = {"organisations", "successions"}


@dataclass(frozen=True, slots=True)
class How:
    """How a file is read in: under which source its ids are known, into which organisation rows without one go."""

    source: str = ""
    into: int | None = None


def open_run(data: bytes, file_name: str, how: How, mappings: Mapping[str, Any], *, actor: Actor) -> Run:
    """The run of this file read this way: the one that was interrupted, or a new one. Refuses an actor who may not import."""
    actor.require("imports.run", how.into)
    told = json.dumps([how.source, how.into, mappings], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(hashlib.sha256(data).digest() + told.encode()).hexdigest()
    with transaction.atomic():
        run = Run.objects.select_for_update().filter(digest=digest, state=Run.RUNNING).first()
        return run or Run.objects.create(
            digest=digest, file_name=file_name[:200], source=how.source, into_id=how.into, mappings=dict(mappings),
            account_id=actor.account_id, behalf_id=actor.on_behalf_of, started_at=clock.now(),
        )  # fmt: skip


def take(run: Run, rows: Iterator[tuple[str, Any]], *, actor: Actor) -> Iterator[list[Verdict]]:
    """Takes the rows (each with the kind of its table) piece by piece and gives each piece's verdicts, once they are committed.

    The verdicts of rows taken before an interruption come first, as they were kept. At the end the run is done.
    """
    yield _kept_before(run)
    for _skipped in islice(rows, run.position):
        pass
    for kind, piece in _pieces(rows):
        with transaction.atomic():
            verdicts = _take(kind, piece, run, actor)
            _keep(run, verdicts)
        yield verdicts
    Run.objects.filter(id=run.id).update(state=Run.DONE, ended_at=clock.now())


def practise(rows: Iterator[tuple[str, Any]], file_name: str, how: How, *, actor: Actor) -> Iterator[list[Verdict]]:
    """What `take` would say, with nothing kept of it. Refuses an actor who may not import."""
    actor.require("imports.run", how.into)
    run = Run(file_name=file_name, source=how.source, into_id=how.into)
    verdicts: list[Verdict] = []
    with transaction.atomic():
        for kind, piece in _pieces(rows):
            verdicts += _take(kind, piece, run, actor)
        transaction.set_rollback(True)
    yield verdicts


def _kept_before(run: Run) -> list[Verdict]:
    kept = run.verdicts.order_by("id").values_list("sheet", "row", "verdict", "column", "reason") if run.position else ()
    return [Verdict(*values) for values in kept]


def _pieces(rows: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    held: list[Any] = []
    held_kind = ""
    for kind, row in rows:
        if held and (kind != held_kind or (len(held) >= PIECE and kind not in WHOLE)):
            yield held_kind, held
            held = []
        held_kind = kind
        held.append(row)
    if held:
        yield held_kind, held


def _take(kind: str, piece: Sequence[Any], run: Run, actor: Actor) -> list[Verdict]:
    sound = [row for row in piece if not isinstance(row, RejectedRow)]
    takers = {
        "organisations": lambda: take_organisations(sound, source=run.source, into=run.into_id, actor=actor),
        "successions": lambda: take_successions(sound, source=run.source, file_name=run.file_name, actor=actor),
        "members": lambda: take_members(sound, source=run.source, into=run.into_id, actor=actor),
        "events": lambda: take_events(sound, source=run.source, into=run.into_id, actor=actor),
    }
    taken = iter(takers[kind]() if sound else ())  # a table of another kind holds rejected rows only
    return [_rejected(row) if isinstance(row, RejectedRow) else next(taken) for row in piece]


def _rejected(row: RejectedRow) -> Verdict:
    return Verdict(row.sheet, row.row, "rejected", row.column, row.reason)


def _keep(run: Run, verdicts: Sequence[Verdict]) -> None:
    insert_rows(RowVerdict, VERDICT_COLUMNS, [(run.id, v.sheet[:100], v.row, v.kind, v.column[:100], v.reason[:500]) for v in verdicts if v.kind != "duplicate"])
    for verdict in verdicts:
        if verdict.kind == "duplicate":
            kept = RowVerdict.objects.create(run=run, sheet=verdict.sheet[:100], row=verdict.row, verdict=verdict.kind,
                                             column=verdict.column[:100], reason=verdict.reason[:500])  # fmt: skip
            WaitingRow.objects.create(verdict=kept, content=verdict.content, candidates=verdict.candidates)
    run.position += len(verdicts)
    for kind in ("accepted", "unchanged", "duplicate", "rejected"):
        setattr(run, kind, getattr(run, kind) + sum(verdict.kind == kind for verdict in verdicts))
    run.save(update_fields=["position", "accepted", "unchanged", "duplicate", "rejected"])
