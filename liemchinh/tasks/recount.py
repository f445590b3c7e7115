"""Tasks, addressees and answers made again from the journal alone, and compared with what stands. Words stand beside the chain."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import F

from liemchinh.journal.models import Entry
from liemchinh.tasks import ranges
from liemchinh.tasks.models import Addressee, Answer, Giving, Move, Task
from liemchinh.tasks.words import FINAL

# Kind of act → the keys of what it says beside whom, as columns of the row it makes.
SAID = {
    "tasks.acknowledged": (), "tasks.planned": ("until", "post"), "tasks.reported": ("proof", "document", "count"),
    "tasks.not_applicable": ("reason",), "tasks.returned": ("reason",), "tasks.answer_cancelled": (),
}  # fmt: skip
EMPTY = {"until": None, "post": "", "proof": "", "document": None, "count": None, "reason": ""}


def differences() -> Iterator[str]:
    """One sentence for each giving, moved day or answer that is not what the entries say."""
    withdrawn = Entry.objects.filter(kind="tasks.withdrawn").values_list("cancels_id", "sequence")
    told, back = _givings_told(), {giving or 0: sequence for giving, sequence in withdrawn}
    stored = {row.recorded_by: _giving(row) for row in Giving.objects.all()}
    for sequence in sorted(told.keys() | stored.keys()):
        expected = told.get(sequence)
        if (None if expected is None else (*expected, back.get(sequence))) != stored.get(sequence):
            yield f"Nhiệm vụ đã giao (số {sequence} trong sổ): điều đang lưu khác với sổ."
    moves = {
        row.recorded_by: (
            row.task.giving.recorded_by, row.task.number, row.was.isoformat(), row.due_on.isoformat(), row.number, row.on, row.cancelled_by,
        )
        for row in Move.objects.select_related("task__giving")
    }  # fmt: skip
    expected_moves = {key: (*row, back.get(row[0])) for key, row in _moves_told().items()}
    for sequence in sorted(
        key for key in moves.keys() | expected_moves.keys() if moves.get(key) != expected_moves.get(key)
    ):
        yield f"Hạn dời (số {sequence} trong sổ): điều đang lưu khác với sổ."
    answers = _answers_told(back)
    rows = Answer.objects.annotate(giving=F("addressee__giving__recorded_by"), at=F("addressee__organisation_id"))
    there = {
        (row.recorded_by, row.at): (  # type: ignore[attr-defined]  # the query adds it
            row.giving, row.task.number if row.task else None, f"tasks.{row.kind}", row.on, row.until and row.until.isoformat(),  # type: ignore[attr-defined]  # the query adds it
            row.post, row.number, row.document_id, row.count, row.reason, row.cancelled_by,
        )
        for row in rows.select_related("task").iterator()
    }  # fmt: skip
    wrong = {key[0] for key in answers.keys() | there.keys() if answers.get(key) != there.get(key)}
    for sequence in sorted(wrong):
        yield f"Trả lời nhiệm vụ (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _moves_told() -> dict[int, tuple[Any, ...]]:
    """By entry: the giving, the task's number, its day until then and since, the decision and its day."""
    found = {}
    for entry in Entry.objects.filter(kind="tasks.moved").order_by("sequence").iterator():
        data = json.loads(bytes(entry.payload))["data"]
        found[entry.sequence] = (
            data["giving"], data["number"], data["was"], data["due_on"], data["decision"], entry.effective_on,
        )  # fmt: skip
    return found


def _givings_told() -> dict[int, tuple[Any, ...]]:
    found, moved = {}, {(row[0], row[1]): row[3] for row in _moves_told().values()}
    for entry in Entry.objects.filter(kind="tasks.given").iterator():
        data = json.loads(bytes(entry.payload))["data"]
        tasks = tuple(
            (n, one["clause"], one["group"], one["proof"], moved.get((entry.sequence, n), one["due_on"]))
            for n, one in enumerate(data["tasks"], 1)
        )
        found[entry.sequence] = (
            entry.organisation_id, entry.effective_on, data["document"], data["place"], " ".join(data["categories"]), data["count"],
            data["addressees"], tasks,
        )  # fmt: skip
    return found


def _giving(row: Giving) -> tuple[Any, ...]:
    whom = Addressee.objects.filter(giving=row).values_list("organisation_id", flat=True)
    tasks = (
        Task.objects.filter(giving=row).order_by("number").values_list("number", "clause", "group", "proof", "due_on")
    )
    return (
        row.organisation_id, row.on, row.document_id, row.place_id, row.categories, row.count, ranges.told(whom),
        tuple((*one[:4], one[4].isoformat()) for one in tasks), row.cancelled_by,
    )  # fmt: skip


def _answers_told(withdrawn: dict[int, int]) -> dict[tuple[int, int], tuple[Any, ...]]:
    """Every answer by (entry, organisation), and which entry it stood until: folded in the order of the book."""
    found: dict[tuple[int, int], list[Any]] = {}
    standing: dict[tuple[int, int, int | None, str], tuple[int, int]] = {}
    ends = {sequence: giving for giving, sequence in withdrawn.items() if giving is not None}
    kinds = [*SAID, "tasks.withdrawn"]
    for entry in Entry.objects.filter(kind__in=kinds).order_by("sequence").iterator():
        if entry.kind == "tasks.withdrawn":
            for place in [place for place in standing if place[0] == ends[entry.sequence]]:
                found[standing.pop(place)][-1] = entry.sequence
            continue
        data = json.loads(bytes(entry.payload))["data"]
        kind, number = entry.kind.removeprefix("tasks."), data.get("number")
        slot = "final" if kind in (*FINAL, "answer_cancelled") else kind
        for organisation in ranges.read(data["addressees"]):
            place = (data["giving"], organisation, number, slot)
            if place in standing:
                found[standing.pop(place)][-1] = entry.sequence
            if kind == "answer_cancelled":
                continue
            said = EMPTY | {key: data.get(key, EMPTY[key]) for key in SAID[entry.kind]}
            found[entry.sequence, organisation] = [
                data["giving"],
                number,
                entry.kind,
                entry.effective_on,
                *said.values(),
                None,
            ]
            standing[place] = (entry.sequence, organisation)
    return {key: tuple(row) for key, row in found.items()}
