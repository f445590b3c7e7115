"""Registrations and decisions made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.emulation.models import Recognition, Registration
from liemchinh.journal.models import Entry

REGISTERED, DECIDED = "emulation.registered", "emulation.decided"
LATER = ("emulation.listed", "emulation.proposed", "emulation.vouched", "emulation.revoked")
CANCELLED = ("emulation.withdrawn", "emulation.taken_back")
Told = dict[int, dict[str, Any]]


def differences() -> Iterator[str]:
    """One sentence for each registration or decision that is not what the entries say."""
    registered, decided = _told()
    yield from _compared(registered, _registrations(), "Đăng ký mô hình")
    yield from _compared(decided, _recognitions(), "Quyết định về mô hình")


def _compared(told: Told, stored: Told, what: str) -> Iterator[str]:
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"{what} (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _told() -> tuple[Told, Told]:
    registered: Told = {}
    decided: Told = {}
    for entry in Entry.objects.filter(kind__in=(REGISTERED, DECIDED, *LATER, *CANCELLED)).order_by("sequence"):
        data = json.loads(bytes(entry.payload))["data"]
        if entry.kind == REGISTERED:
            registered[entry.sequence] = {
                "organisation": entry.organisation_id, "model": data["emulated_model"], "period": data["emulated_period"],
                "number": data["number"], "dated": entry.effective_on, "lies": data["lies"], "listed": data["listed"],
                "listed_by": None, "proposer": None, "proposed_by": None, "cancelled_by": None,
            }  # fmt: skip
        elif entry.kind == DECIDED:
            decided[entry.sequence] = {
                "registered": data["registered"], "body": data["body"], "organ": data["deciding_organ"],
                "form": data["emulation_form"], "number": data["number"], "on": entry.effective_on, "exceeded": data["exceeded"],
                "basis": data["basis"], "vouched_by": None, "revoked": (None, None, "", ""), "cancelled_by": None,
            }  # fmt: skip
        elif entry.kind in CANCELLED:
            (registered if entry.kind == CANCELLED[0] else decided)[entry.cancels_id or 0]["cancelled_by"] = (
                entry.sequence
            )
        else:
            _changed(registered, decided, entry, data)
    return registered, decided


def _changed(registered: Told, decided: Told, entry: Entry, data: dict[str, Any]) -> None:
    if entry.kind == LATER[0]:
        registered[data["registered"]] |= {"listed": data["listed"], "listed_by": entry.sequence}
    elif entry.kind == LATER[1]:
        registered[data["registered"]] |= {"proposer": data["proposer"], "proposed_by": entry.sequence}
    elif entry.kind == LATER[2]:
        decided[data["decided"]]["vouched_by"] = entry.sequence
    else:
        decided[data["decided"]]["revoked"] = (entry.sequence, entry.effective_on, data["number"], data["cause"])


def _registrations() -> Told:
    return {
        row.recorded_by: {
            "organisation": row.organisation_id, "model": row.model, "period": row.period, "number": row.number,
            "dated": row.dated, "lies": row.lies, "listed": row.listed, "listed_by": row.listed_by, "proposer": row.proposer_id,
            "proposed_by": row.proposed_by, "cancelled_by": row.cancelled_by,
        }
        for row in Registration.objects.all()
    }  # fmt: skip


def _recognitions() -> Told:
    return {
        row.recorded_by: {
            "registered": row.registration.recorded_by, "body": row.body_id, "organ": row.organ, "form": row.form,
            "number": row.number, "on": row.decided_on, "exceeded": row.exceeded, "basis": row.basis,
            "vouched_by": row.vouched_by, "revoked": (row.revoked_by, row.revoked_on, row.revoked_number, row.cause),
            "cancelled_by": row.cancelled_by,
        }
        for row in Recognition.objects.select_related("registration")
    }  # fmt: skip
