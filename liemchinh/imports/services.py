"""Reading a file in: in pieces, each one transaction with its verdicts. It can be killed and resumed; others can write meanwhile."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.imports import uploads, waiting_rows
from liemchinh.imports.coming import pieces_of
from liemchinh.imports.models import RowVerdict, Run
from liemchinh.imports.reading import RejectedRow
from liemchinh.imports.shown import field_names
from liemchinh.imports.stream import Piece, Rows, Taken, pieces
from liemchinh.imports.take_events import take_events
from liemchinh.imports.take_members import take_members
from liemchinh.imports.take_organisations import take_organisations
from liemchinh.imports.take_successions import take_successions
from liemchinh.imports.telling_ahead import Readied
from liemchinh.imports.verdicts import KINDS, Kind, Verdict
from liemchinh.journal import clock
from liemchinh.journal.bulk import insert_rows, reserve_ids
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

PIECE = 1000
LONGEST_SOURCE = 60
VERDICT_COLUMNS = ("id", "run_id", "sheet", "row", "verdict", "column", "reason")


@dataclass(frozen=True, slots=True)
class How:
    """How a file is read in: under which source its ids are known, into which organisation rows without one go."""

    source: str = ""
    into: int | None = None


def require_import(how: How, actor: Actor) -> None:
    """Passes, or raises Refused: no right to import there, a source that is too long."""
    actor.require("imports.run", how.into)
    if len(how.source) > LONGEST_SOURCE:
        text = f"Tên nguồn dài quá {LONGEST_SOURCE} ký tự."
        raise Refused([Refusal("source-long", text, remedy="Hãy đặt tên ngắn, ví dụ: huyen-cang-long.")])


def digest_of(file_digest: str, how: How, mappings: Mapping[str, Any]) -> str:
    """Of a file read this way."""
    told = json.dumps([file_digest, how.source, how.into, mappings], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def open_run(
    data: bytes, file_name: str, how: How, mappings: Mapping[str, Any], *, total: int = 0, actor: Actor
) -> Run:
    """The run of this file read this way: the one that was interrupted, or a new one. Refuses an actor who may not import there."""
    require_import(how, actor)
    file_digest = hashlib.sha256(data).hexdigest()
    digest = digest_of(file_digest, how, mappings)
    run = Run.objects.select_for_update().filter(digest=digest, state=Run.RUNNING).first()
    return run or Run.objects.create(
        digest=digest, file_digest=file_digest, file_name=file_name[:200], source=how.source, into_id=how.into, mappings=dict(mappings),
        account_id=actor.account_id, behalf_id=actor.on_behalf_of, total=total, started_at=clock.now(), moved_at=clock.now(),
    )  # fmt: skip


def kept_before(run: Run) -> list[Verdict]:
    """The verdicts of rows taken before an interruption, as they were kept."""
    kept = run.verdicts.order_by("id") if run.position else run.verdicts.none()
    rows = kept.values_list("sheet", "row", "verdict", "column", "reason")
    return [
        Verdict(sheet, row, cast(Kind, kind), column, reason) for sheet, row, kind, column, reason in rows.iterator()
    ]


def take(run: Run, rows: Rows, *, actor: Actor) -> Iterator[list[Verdict]]:
    """Takes the rows piece by piece and gives each piece's verdicts, once they are committed.

    Rows taken before an interruption are passed over. At the end the run is done, and stands in the book if anything was recorded.
    Raises Refused when somebody else is taking the same run, or has stopped it.
    """
    require_import(How(run.source, run.into_id), actor)
    with closing(pieces_of(run, rows, PIECE, actor)) as coming:
        for piece, readied in coming:
            with transaction.atomic():
                _hold(run)
                verdicts = _take(piece, run, actor, readied)
                _keep(run, verdicts)
            yield verdicts
    _finish(run, actor)


def practise(rows: Iterable[Taken], file_name: str, how: How, *, actor: Actor) -> list[Verdict]:
    """What `take` would say, with nothing kept of it; writers wait meanwhile. Refuses an actor who may not import there."""
    require_import(how, actor)
    run = Run(file_name=file_name, source=how.source, into_id=how.into)
    verdicts: list[Verdict] = []
    with transaction.atomic():
        for piece in pieces(iter(rows), PIECE):
            verdicts += _take(piece, run, actor)
        transaction.set_rollback(True)
    return verdicts


@transaction.atomic
def stop(run: Run, reason: str) -> None:
    """Ends a run before its end: what was taken stays, the upload's key goes. A run that has ended stays as it is."""
    Run.objects.filter(id=run.id, state__in=[Run.DRAFT, Run.RUNNING]).update(
        state=Run.STOPPED, stopped_because=reason[:500], ended_at=clock.now(), upload_key=None
    )
    transaction.on_commit(partial(uploads.forget, run.id))


def _hold(run: Run) -> None:
    """Locks the run; refuses when it is no longer where this process left it."""
    now = Run.objects.select_for_update().filter(id=run.id).values_list("state", "position").first()
    if now == (Run.RUNNING, run.position):
        return
    if now and now[0] == Run.RUNNING:
        raise Refused(
            [Refusal("import-elsewhere", "Tệp này đang được nhập ở một nơi khác.", remedy="Hãy chờ lượt nhập ấy xong.")]
        )
    raise Refused([Refusal("import-stopped", "Lượt nhập này đã được dừng.", remedy="Muốn nhập tiếp, hãy nạp lại tệp.")])


def _take(piece: Piece, run: Run, actor: Actor, readied: Readied | None = None) -> list[Verdict]:
    sound = [row for row in piece.rows if not isinstance(row, RejectedRow)]
    takers = {
        "organisations": lambda: take_organisations(
            sound, source=run.source, into=run.into_id, file_name=run.file_name, actor=actor
        ),
        "successions": lambda: take_successions(sound, source=run.source, file_name=run.file_name, actor=actor),
        "members": lambda: take_members(sound, source=run.source, into=run.into_id, actor=actor, readied=readied),
        "events": lambda: take_events(sound, source=run.source, into=run.into_id, actor=actor),
    }
    taken = iter(takers[piece.kind]() if sound else ())  # a table of another kind holds rejected rows only
    said = [rejected(row) if isinstance(row, RejectedRow) else next(taken) for row in piece.rows]
    names = field_names(piece.kind)
    for verdict in said:
        # A column that the file lacks has no heading of its own.
        verdict.column = piece.headings.get(verdict.column) or names.get(verdict.column, verdict.column)
    return said


def rejected(row: RejectedRow) -> Verdict:
    """The verdict on a row that could not be read."""
    headings = frozenset(problem.column for problem in row.problems)
    return Verdict(row.sheet, row.row, "rejected", row.column, row.reason, headings=headings)


def _keep(run: Run, verdicts: Sequence[Verdict]) -> None:
    ids = reserve_ids(RowVerdict, len(verdicts))
    insert_rows(RowVerdict, VERDICT_COLUMNS, [
        (number, run.id, said.sheet[:100], said.row, said.kind, said.column[:100], said.kept_reason[:500])
        for number, said in zip(ids, verdicts, strict=True)
    ])  # fmt: skip
    waiting = [(number, said) for number, said in zip(ids, verdicts, strict=True) if said.kind == "duplicate"]
    if waiting:
        waiting_rows.keep(waiting, run.source)
    run.position += len(verdicts)
    run.moved_at = clock.now()
    for kind, count in Counter(said.kind for said in verdicts).items():
        setattr(run, kind, getattr(run, kind) + count)
    run.save(update_fields=["position", "moved_at", *KINDS])


@transaction.atomic
def _finish(run: Run, actor: Actor) -> None:
    _hold(run)
    if run.accepted:
        data: dict[str, Plain] = {"run": run.id, "file": run.file_digest, "read": run.read}
        data |= {kind: getattr(run, kind) for kind in KINDS}
        record([NewEntry("imports.finished", None, organisation=run.into_id, data=data)], actor=actor)
    run.state, run.ended_at, run.upload_key = Run.DONE, clock.now(), None
    run.save(update_fields=["state", "ended_at", "upload_key"])
    transaction.on_commit(partial(uploads.forget, run.id))
