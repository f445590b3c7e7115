"""Boxes made again from the book alone, and compared with what stands. Of ballots the book says nothing."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.ballots.faults import tellers_of
from liemchinh.ballots.models import Box, MinutesPaper, Tally
from liemchinh.ballots.words import AGAIN, CLOSED, COUNTED, DESTROYED, DRAWN, FROZEN, OPEN, PREPARED, SURVEY, VOID
from liemchinh.journal.models import Entry

AFTER = {
    "frozen": FROZEN, "drawn": DRAWN, "opened": OPEN, "closed": CLOSED, "counted": COUNTED, "again_asked": AGAIN,
    "counted_again": COUNTED, "voided": VOID, "destroyed": DESTROYED,
}  # fmt: skip
Told = dict[int, dict[str, Any]]


def differences() -> Iterator[str]:
    """One sentence for each vote that is not what its entries say."""
    told, stored = _told(), _stored()
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Bỏ phiếu kín (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _told() -> Told:
    found: Told = {}
    for entry in Entry.objects.filter(kind__startswith="ballots.").order_by("sequence"):
        data, act = json.loads(bytes(entry.payload))["data"], entry.kind.partition(".")[2]
        if act == "prepared":
            found[entry.sequence] = {
                "organisation": entry.organisation_id, "case": entry.case_id, "on": entry.effective_on, "kind": data["ballot_kind"],
                "use": data["use"], "about": data["about"], "step": data["step"], "rows": data["rows"], "columns": data["columns"],
                "channels": data["channels"], "tellers": data["tellers"],
                "state": PREPARED, "electorate": "", "printed": (0, 0), "issued": (0, 0),
                "why": "", "counted": None, "minutes": {},
            }  # fmt: skip
        else:
            _changed(found[data["prepared"]], act, data)
    return found


def _changed(box: dict[str, Any], act: str, data: dict[str, Any]) -> None:
    box["state"] = AFTER.get(act, box["state"])
    if act == "arranged":
        box |= {"tellers": data["tellers"], "channels": data["channels"]}
    elif act == "frozen":
        box["electorate"] = data["electorate"]
    elif act == "drawn":
        box["printed"] = (data["coded"], data["paper"])
    elif act == "opened":
        box["issued"] = (data["coded"], data["paper"])
    elif act in ("counted", "counted_again"):
        box["counted"] = (data["issued"], data["returned"], data["spoiled"], data["cells"])
    elif act == "minutes_numbered":
        box["minutes"][data["count"]] = (data["number"], data["dated"])
    elif act == "voided":
        box |= {"why": data["void_reason"], "counted": None}


def _stored() -> Told:
    tallies = {row.box_id: row for row in Tally.objects.all()}
    minutes: dict[int, dict[int, tuple[str, str]]] = {}
    for row in MinutesPaper.objects.filter(cancelled_by=None):
        minutes.setdefault(row.box_id, {})[row.count] = (row.written, row.dated.isoformat())
    return {
        box.recorded_by: _as_told(box, tallies.get(box.pk)) | {"minutes": minutes.get(box.pk, {})} for box in Box.objects.all()
    }  # fmt: skip


def _as_told(box: Box, tally: Tally | None) -> dict[str, Any]:
    survey = box.kind == SURVEY
    counted = (tally.issued, tally.returned, tally.spoiled, None if survey else tally.cells) if tally else None
    return {
        "organisation": box.organisation_id, "case": box.case, "on": box.on, "kind": box.kind, "use": box.use, "about": box.about,
        "step": box.step, "rows": len(box.rows) if survey else box.rows, "columns": box.columns, "channels": box.channels,
        "state": box.state, "tellers": tellers_of(box), "electorate": box.electorate_hash,
        "printed": (box.printed_coded, box.printed_paper), "issued": (box.issued_coded, box.issued_paper),
        "why": box.void_reason, "counted": counted,
    }  # fmt: skip
