"""Rows read, told and worked out in a process of its own, while another writes those before them. No database here."""

from collections.abc import Collection, Mapping
from datetime import date
from itertools import islice
from typing import NamedTuple

from liemchinh.imports.reading import MemberRow, RejectedRow
from liemchinh.imports.repeats import Again
from liemchinh.imports.stream import Piece, Rows, pieces
from liemchinh.imports.telling import Found, Telling, tell_all
from liemchinh.jobs.beside import Pipe
from liemchinh.members.working import Ahead, Ground


class Readied(NamedTuple):
    """Rows about people as told, and worked out as if all were new; on what: which organisation each text means, and the ground."""

    places: Mapping[str, Found]
    tellings: list[Telling]
    ahead: Ahead

    def stands(self, places: Mapping[str, Found], today: date) -> bool:
        """Would the rows tell the same now?"""
        return (self.places, self.ahead.ground.today) == (places, today)


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
        pipe.send(((told, readied), piece and _texts(piece)))


def _members(piece: Piece) -> list[MemberRow]:
    sound = [row for row in piece.rows if not isinstance(row, RejectedRow)]
    return [row.row if isinstance(row, Again) else row for row in sound]


def _texts(piece: Piece) -> Texts:
    return {row.organisation_id for row in _members(piece)} if piece.kind == "members" else ()


def _readied(piece: Piece, places: Mapping[str, Found], ground: Ground, source: str) -> Readied:
    tellings = tell_all(_members(piece), places, ground.today)
    changes = [None if told.faults or not told.acts else told.as_new(_external(told, source)) for told in tellings]
    return Readied(places, tellings, Ahead.of(changes, ground))


def _external(telling: Telling, source: str) -> tuple[str, str] | None:
    return (source, telling.row.id) if telling.row.id else None
