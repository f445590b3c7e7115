"""Local values made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.rulebook.models import LocalValue

# What the book tells of a value: rule, tree, row, and the entries with which it began to count, is asked to end, and stands no more.
Told = tuple[str, int | None, Any, int | None, int | None, int | None]


def differences() -> Iterator[str]:
    """One sentence for each value that is not what the entries make of it."""
    book, stored = _from_the_book(), _stored()
    for number in sorted(book.keys() | stored.keys()):
        if book.get(number) != stored.get(number):
            yield f"Giá trị của cơ quan nêu ở bút toán {number}: đang lưu khác với sổ."


def _from_the_book() -> dict[int, Told]:
    found: dict[int, dict[str, Any]] = {}
    vouched: dict[int, int] = {}
    entries = Entry.objects.filter(kind__startswith="rulebook.").order_by("sequence")
    for sequence, kind, cancels, payload in entries.values_list("sequence", "kind", "cancels_id", "payload"):
        data = json.loads(bytes(payload))["data"]
        if kind == "rulebook.stated":
            found[sequence] = {
                "told": (data["rule"], data["tree"], data["row"]),
                "in": None,
                "ending": None,
                "out": None,
            }
            continue
        one = found.get(data["stated"])
        if one is None:
            continue
        match kind:
            case "rulebook.vouched":
                one["in"], vouched[sequence] = sequence, data["stated"]
                if cancels in vouched:
                    found[vouched[cancels]]["out"] = sequence
            case "rulebook.ending_stated":
                one["ending"] = sequence
            case "rulebook.withdrawn" if cancels == one["ending"]:
                one["ending"] = None
            case _:
                one["out"] = sequence
    return {number: (*one["told"], one["in"], one["ending"], one["out"]) for number, one in found.items()}


def _stored() -> dict[int, Told]:
    return {
        row.recorded_by: (row.name, row.tree_id, row.row, row.vouched_in, row.ending_in, row.cancelled_by)
        for row in LocalValue.objects.all()
    }
