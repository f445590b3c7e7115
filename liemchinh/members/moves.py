"""Where reorganisations carried the members of ended organisations, as the book tells it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from liemchinh.journal.models import Entry
from liemchinh.members.timeline import Move

_DECISIONS = ("organisations.reorganised", "organisations.undone")


class _Read(NamedTuple):
    """Moves of the book up to an entry. Its hash stands for the whole book so far: the sequence of one that was taken back with its
    transaction is given to the next one."""

    sequence: int
    hash: bytes
    moves: Mapping[int, Sequence[Move]]


_kept: dict[str, _Read] = {}


def moves_now() -> Mapping[int, Sequence[Move]]:
    """Moves by source, oldest first, of every reorganisation that stands. Read again only when one was added or undone."""
    newest = Entry.objects.order_by("-sequence").values_list("sequence", "hash").first()
    if newest is None:
        return {}
    sequence, digest = newest[0], bytes(newest[1])
    kept = _kept.get("now")
    if kept is None or (kept.sequence, kept.hash) != (sequence, digest):
        moves = kept.moves if kept is not None and _nothing_decided_since(kept) else _read()
        kept = _kept["now"] = _Read(sequence, digest, moves)
    return kept.moves


def _nothing_decided_since(kept: _Read) -> bool:
    # Of what came since alone: a batch that brings thousands of entries would else look through the whole book for each thousand.
    since = Entry.objects.filter(Q(sequence=kept.sequence) | Q(kind__in=_DECISIONS), sequence__gte=kept.sequence)
    rows = since.order_by("sequence").values_list("sequence", "hash")[:2]
    return [(sequence, bytes(digest)) for sequence, digest in rows] == [(kept.sequence, kept.hash)]


def _read() -> dict[int, list[Move]]:
    undone = set(Entry.objects.filter(kind="organisations.undone", member_id=None).values_list("cancels_id", flat=True))
    moves: dict[int, list[Move]] = {}
    decisions = (
        Entry.objects.filter(kind="organisations.reorganised", member_id=None)
        .exclude(sequence__in=undone)
        .order_by("effective_on", "sequence")
    )
    for sequence, on, payload in decisions.values_list("sequence", "effective_on", "payload"):
        for source, target in json.loads(bytes(payload))["data"]["heirs"]:
            if target is not None:
                moves.setdefault(source, []).append(Move(source, target, on or date.min, sequence))
    return moves
