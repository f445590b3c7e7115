"""The pieces of a file as they come: from a process beside this one where there are many, which ends with this one."""

from collections.abc import Generator
from itertools import count, islice

from liemchinh.access.actor import Actor
from liemchinh.imports.models import Run
from liemchinh.imports.places import Places
from liemchinh.imports.stream import Piece, Rows, pieces
from liemchinh.imports.telling_ahead import Readied, tell_ahead
from liemchinh.jobs.beside import Beside
from liemchinh.journal import clock
from liemchinh.journal.bulk import written_back_beside
from liemchinh.members.moves import moves_now
from liemchinh.members.working import Ground

# A process takes 0.8 seconds of a processor to begin; with fewer rows it saves less than that.
WORTH_IT = 5_000
# SQLite's log is copied into the database beside the writing, after so many pieces, and grows to so many pages (128 MB).
WRITTEN_BACK, LONGEST_LOG = 2, 32_000


def pieces_of(run: Run, rows: Rows, size: int, actor: Actor) -> Generator[tuple[Piece, Readied | None], None, None]:
    """Every piece behind the run's position, each asked for once the one before is written. Raises what the reading raises."""
    if rows.count - run.position >= WORTH_IT:
        try:
            yield from _from_beside(run, rows, size, actor)
            return
        except (EOFError, OSError):
            pass  # killed, for want of memory perhaps: this process goes on alone, behind what is written
    for piece in pieces(islice(rows, run.position, None), size):
        yield piece, None


def _from_beside(run: Run, rows: Rows, size: int, actor: Actor) -> Generator[tuple[Piece, Readied | None], None, None]:
    beside = Beside(tell_ahead, size, run.source, run.position)
    try:
        with written_back_beside(LONGEST_LOG) as write_back:
            beside.send(rows)
            ready, texts = beside.receive()
            for number in count():
                if texts is not None:
                    places = Places(texts, source=run.source, into=run.into_id, actor=actor)
                    beside.send((places.all(texts), Ground(moves_now(), clock.today())))
                if ready:
                    yield ready
                if texts is None:
                    break
                if number % WRITTEN_BACK == WRITTEN_BACK - 1:
                    write_back()
                ready, texts = beside.receive()
    finally:
        beside.end()
