"""Rows read, told and worked out in a process of its own, while another writes those before them. No database here."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from liemchinh.imports.reading import MemberRow, RejectedRow
from liemchinh.imports.repeats import Again
from liemchinh.imports.stream import Piece, Rows, pieces
from liemchinh.imports.telling import Found, Telling, tell_all, tell_ready
from liemchinh.jobs.beside import Pipe, hand
from liemchinh.members.working import Ahead, Ground


class Readied(NamedTuple):
    """Rows about people told, and worked out as if all were new; on what: which organisation each text means, and the ground.

    `notes`: what is to be said of a row, by its place, where there is something.
    """

    places: Mapping[str, Found]
    notes: Mapping[int, list[str]]
    ahead: Ahead

    def stands(self, places: Mapping[str, Found], today: date) -> bool:
        """Would the rows tell the same now?"""
        return (self.places, self.ahead.ground.today) == (places, today)

    def tellings(self, rows: Sequence[MemberRow]) -> list[Telling]:
        """What the rows tell."""
        today = self.ahead.ground.today
        return [
            tell_ready(row, self.places[row.organisation_id][0], today, ready, self.notes.get(place, []))
            if ready
            else tell_all([row], self.places, today)[0]
            for place, (row, ready) in enumerate(zip(rows, self.ahead.prepared, strict=True))
        ]


# What is asked for a piece before it can be told: which organisations these texts mean.
Texts = Collection[str]
# What comes of a piece, and what is asked for the one behind it; None at the end.
Coming = tuple[tuple[Piece, Readied | None] | None, Texts | None]


def tell_ahead(pipe: Pipe, size: int, source: str, passed: int) -> None:
    """Takes `Rows`, then the places and the ground that each piece needs, and gives `Coming`: one piece while that before is written."""
    rows: Rows = pipe.recv()
    coming = pieces(islice(rows, passed, None), size)
    piece = next(coming, None)
    pipe.send((None, piece and _texts(piece)))
    while piece is not None:
        places, ground = pipe.recv()
        readied = _readied(piece, places, ground, source) if piece.kind == "members" else None
        told, piece = piece, next(coming, None)
        hand(pipe, ((told, readied), piece and _texts(piece)))


def _members(piece: Piece) -> list[MemberRow]:
    sound = [row for row in piece.rows if not isinstance(row, RejectedRow)]
    return [row.row if isinstance(row, Again) else row for row in sound]


def _texts(piece: Piece) -> Texts:
    return {row.organisation_id for row in _members(piece)} if piece.kind == "members" else ()


def _readied(piece: Piece, places: Mapping[str, Found], ground: Ground, source: str) -> Readied:
    tellings = tell_all(_members(piece), places, ground.today)
    changes = [None if told.faults or not told.acts else told.as_new(_external(told, source)) for told in tellings]
    notes = {place: told.notes for place, told in enumerate(tellings) if told.notes}
    return Readied(places, notes, Ahead.of(changes, ground))


def _external(telling: Telling, source: str) -> tuple[str, str] | None:
    return (source, telling.row.id) if telling.row.id else None
