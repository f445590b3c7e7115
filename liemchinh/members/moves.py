"""Where reorganisations carried the members of ended organisations, as the book tells it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max

from liemchinh.journal.models import Entry
from liemchinh.members.timeline import Move

_DECISIONS = ("organisations.reorganised", "organisations.undone")
_kept: dict[str, tuple[bytes, Mapping[int, Sequence[Move]]]] = {}


def moves_now() -> Mapping[int, Sequence[Move]]:
    """Moves by source, oldest first, of every reorganisation that stands. Read again only when one was added or undone."""
    # By hash: the sequence of a decision that was taken back with its transaction is given to the next one.
    newest = Entry.objects.filter(kind__in=_DECISIONS).aggregate(newest=Max("sequence"))["newest"]
    stamp = bytes(Entry.objects.values_list("hash", flat=True).get(pk=newest)) if newest else b""
    kept = _kept.get("now")
    if kept is None or kept[0] != stamp:
        kept = _kept["now"] = (stamp, _read())
    return kept[1]


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
