"""Quantities, calls, returns and what was said to them made again from the journal alone, and compared with what stands.

Names of their own stand beside the chain and are not compared.
"""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.returns.models import Amount, Call, Item, Quantity, Reply, Respondent, Return
from liemchinh.tasks import ranges

Rows = dict[Any, tuple[Any, ...]]


def differences() -> Iterator[str]:
    """One sentence for each quantity, call, return or reply that is not what the entries say."""
    sent, said = _returns_told()
    for title, told, stored in (
        ("Số liệu được định nghĩa", _quantities_told(), _quantities()),
        ("Lần hỏi số liệu", _calls_told(), _calls()),
        ("Bản số liệu", sent, _returns()),
        ("Trả lời bản số liệu", said, _replies()),
    ):
        wrong = {_sequence(key) for key in told.keys() | stored.keys() if told.get(key) != stored.get(key)}
        for sequence in sorted(wrong):
            yield f"{title} (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _sequence(key: Any) -> int:
    return int(key[0]) if isinstance(key, tuple) else int(key)


def _data(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes(entry.payload))["data"]
    return found


def _ended(kind: str) -> dict[int, int]:
    rows = Entry.objects.filter(kind=kind, cancels_id__isnull=False).values_list("cancels_id", "sequence")
    return {number: sequence for number, sequence in rows if number is not None}


def _quantities_told() -> Rows:
    ended, found = _ended("returns.quantity_cancelled"), {}
    for entry in Entry.objects.filter(kind="returns.quantity_defined").iterator():
        data = _data(entry)
        over = ended.get(entry.sequence) or ended.get(data["whole"] or 0)
        found[entry.sequence] = (
            entry.organisation_id, data["code"], data["unit"], data["period"], data["jump"], data["whole"], over,
        )  # fmt: skip
    return found


def _quantities() -> Rows:
    return {
        row.recorded_by: (
            row.organisation_id, row.code, row.unit, row.period, row.jump, row.whole.recorded_by if row.whole else None, row.cancelled_by,
        )
        for row in Quantity.objects.select_related("whole")
    }  # fmt: skip


def _calls_told() -> Rows:
    ended, found = _ended("returns.call_withdrawn"), {}
    for entry in Entry.objects.filter(kind="returns.called").iterator():
        data = _data(entry)
        found[entry.sequence] = (
            entry.organisation_id, entry.effective_on, data["place"], " ".join(data["categories"]), data["first"], data["last"],
            data["due_on"], data["count"], tuple(data["quantities"]), data["respondents"], ended.get(entry.sequence),
        )  # fmt: skip
    return found


def _calls() -> Rows:
    found = {}
    for row in Call.objects.all():
        items = Item.objects.filter(call=row).order_by("number").values_list("quantity__recorded_by", flat=True)
        whom = Respondent.objects.filter(call=row).values_list("organisation_id", flat=True)
        found[row.recorded_by] = (
            row.organisation_id, row.on, row.place_id, row.categories, row.first.isoformat(), row.last.isoformat(),
            row.due_on.isoformat(), row.count, tuple(items), ranges.told(whom), row.cancelled_by,
        )  # fmt: skip
    return found


def _returns_told() -> tuple[Rows, Rows]:
    """Every return and every reply by (entry, respondent), and until which entry each stood: folded in the order of the book."""
    sent: dict[Any, list[Any]] = {}
    said: dict[Any, list[Any]] = {}
    standing: dict[tuple[int, int], tuple[int, int]] = {}
    answered: dict[tuple[int, int], tuple[int, int]] = {}
    kinds = ("returns.sent", "returns.approved", "returns.sent_back")
    for entry in Entry.objects.filter(kind__in=kinds).order_by("sequence").iterator():
        data = _data(entry)
        is_sent = entry.kind == "returns.sent"
        holder, whom = data["respondents"] if is_sent else (0, data["respondents"])
        for organisation in ranges.read(whom):
            place, key = (data["call"], organisation), (entry.sequence, organisation)
            if place in answered:
                said[answered.pop(place)][-1] = entry.sequence
            if is_sent:
                if place in standing:
                    sent[standing[place]][-1] = entry.sequence
                amounts = tuple(map(tuple, data["amounts"])) if organisation == holder else ()
                sent[key], standing[place] = [data["call"], data["on"], amounts, None], key
            else:
                kind = entry.kind.removeprefix("returns.")
                said[key] = [
                    *standing[place],
                    kind,
                    entry.organisation_id,
                    entry.effective_on,
                    data.get("reason", ""),
                    None,
                ]
                answered[place] = key
    return {key: tuple(row) for key, row in sent.items()}, {key: tuple(row) for key, row in said.items()}


def _returns() -> Rows:
    amounts: dict[int, list[tuple[Any, ...]]] = {}
    rows = Amount.objects.order_by("pk").values_list("sent_id", "quantity__recorded_by", "value", "confirmed")
    for number, quantity, value, confirmed in rows:
        amounts.setdefault(number, []).append((quantity, value, confirmed))
    return {
        (row.recorded_by, row.respondent.organisation_id): (
            row.respondent.call.recorded_by, row.on.isoformat(), tuple(amounts.get(row.pk, ())), row.cancelled_by,
        )
        for row in Return.objects.select_related("respondent__call")
    }  # fmt: skip


def _replies() -> Rows:
    return {
        (row.recorded_by, row.sent.respondent.organisation_id): (
            row.sent.recorded_by, row.sent.respondent.organisation_id, row.kind, row.organisation_id, row.on, row.reason, row.cancelled_by,
        )
        for row in Reply.objects.select_related("sent__respondent")
    }  # fmt: skip
