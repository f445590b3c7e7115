"""Rounds, counts, talks and reports made again from the book alone, and compared with what stands; names as long as they are kept."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.surveys.models import Count, Help, Report, Resolution, Round, Sign, Talk
from liemchinh.surveys.voting import spelled

CHANGES = ("surveys.closed", "surveys.contested", "surveys.voided")
Told = dict[int, tuple[Any, ...]]


def differences() -> Iterator[str]:
    """One sentence for each row that is not what its entry says."""
    told, stored = _told(), dict(_stored())
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Khảo sát bằng phiếu kín (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _told() -> Told:
    """What each entry that made rows says; those whose names were erased say nothing of anybody."""
    rows = Entry.objects.filter(kind__startswith="surveys.").order_by("sequence")
    back = dict(rows.exclude(cancels_id=None).values_list("cancels_id", "sequence"))
    closed = {_data(entry)["round"]: entry.sequence for entry in rows.filter(kind="surveys.closed")}
    found: Told = {}
    for entry in rows.exclude(kind__in=(*CHANGES, "surveys.ended", "surveys.withdrawn")).iterator():
        data, at, gone = _data(entry), (entry.organisation_id, entry.effective_on), back.get(entry.sequence)
        if entry.kind == "surveys.resolved":
            found[entry.sequence] = (*at, data["number"], data["lies"], gone)
        elif entry.kind == "surveys.called":
            asked = (data["survey_period"], data["items"], data["branches"])
            found[entry.sequence] = (entry.organisation_id, *asked, closed.get(entry.sequence), gone)
        elif entry.kind == "surveys.counted":
            numbers = (data["assessed"], data["valid"], sorted(data["counts"]))
            found[entry.sequence] = (entry.organisation_id, data["round"], *numbers, gone)
        elif entry.kind == "surveys.reported":
            told = (data["assessed"], data["talked"], data["concluded"], data["minutes"])
            found[entry.sequence] = (*at, data["round"], *told, gone)
    for sequence, personal in _beside(rows):
        found[sequence] = (*found.get(sequence, ()), personal)
    return found


def _data(entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(bytes(entry.payload))["data"]
    return data


def _beside(rows: Any) -> Iterator[tuple[int, dict[str, str]]]:
    kinds = ("surveys.counted", "surveys.talked", "surveys.agreed", "surveys.done")
    for sequence in rows.filter(kind__in=kinds).values_list("sequence", flat=True):
        if personal := personal_of(sequence):
            yield sequence, personal


def _stored() -> Iterator[tuple[int, tuple[Any, ...]]]:
    found: Told = {}
    for row in Resolution.objects.all():
        found[row.recorded_by] = (row.organisation_id, row.dated, row.number, row.lies, row.cancelled_by)
    for round in Round.objects.prefetch_related("asked", "parts"):
        items = [one.item for one in round.asked.all()]
        branches = sorted(part.organisation_id for part in round.parts.all())
        asked = (round.period, items, branches)
        found[round.recorded_by] = (round.organisation_id, *asked, round.closed_by, round.cancelled_by)
    for count in Count.objects.select_related("part__round").prefetch_related("items"):
        counts = sorted([one.item, one.people] for one in count.items.all())
        at = (count.part.organisation_id, count.part.round.recorded_by)
        found[count.recorded_by] = (*at, count.assessed, count.valid, counts, count.cancelled_by)
    for report in Report.objects.select_related("part__round"):
        held = (report.part.organisation_id, report.reported_on, report.part.round.recorded_by)
        told = (report.assessed, report.talked, report.concluded, report.minutes)
        found[report.recorded_by] = (*held, *told, report.cancelled_by)
    for sequence, personal in _names():
        found[sequence] = (*found.get(sequence, ()), personal)
    yield from found.items()


def _names() -> Iterator[tuple[int, dict[str, str]]]:
    signs: dict[int, list[tuple[int, str, int]]] = {}
    for sequence, *sign in Sign.objects.values_list("recorded_by", "person_id", "item", "marks"):
        signs.setdefault(sequence, []).append(tuple(sign))  # type: ignore[arg-type]
    beside = {sequence: {"signs": spelled(found)} for sequence, found in signs.items()}
    for talk in Talk.objects.all():
        beside[talk.recorded_by] = {
            "person": str(talk.person_id), "heard": talk.heard, "conclusion": talk.conclusion,
        }  # fmt: skip
    for help in Help.objects.all():
        beside[help.recorded_by] = {"person": str(help.person_id), "item": help.item, "step": help.step}
    for sequence, told in beside.items():
        # After one of several people was erased, what stood beside the entry is gone, and the others' rows stay.
        if personal_of(sequence):
            yield sequence, told
