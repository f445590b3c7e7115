"""What has to be put right made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.remediation.models import Item


def differences() -> Iterator[str]:
    """One sentence per item that is not what the book says."""
    told, stored = _told(), _stored()
    for number in sorted(told.keys() | stored.keys()):
        if told.get(number) != stored.get(number):
            yield f"Việc khắc phục số {number}: điều đang lưu khác với sổ."


def _told() -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    entries = Entry.objects.filter(kind__startswith="remediation.").order_by("sequence")
    for sequence, kind, organisation, payload in entries.values_list("sequence", "kind", "organisation_id", "payload"):
        data = json.loads(bytes(payload))["data"]
        number = data["item"]
        if kind == "remediation.opened":
            # Of persons the content stands beside the chain: it is compared as long as it is there.
            content = personal_of(sequence).get("shortcoming", "") if data["of_person"] else data["code"]
            found[number] = {
                "organisation": organisation, "due_on": data["due_on"], "post": data["post"], "of_person": data["of_person"],
                "content": content, "number": "", "shown_on": "", "times": None, "proven_by": None, "confirmed_by": None,
            }  # fmt: skip
        elif kind == "remediation.proven":
            found[number] |= {name: data[name] for name in ("number", "shown_on", "times")} | {"proven_by": sequence}
        elif kind == "remediation.confirmed":
            found[number]["confirmed_by"] = sequence
        else:
            found.pop(number)
    return found


def _stored() -> dict[int, dict[str, Any]]:
    return {
        row.pk: {
            "organisation": row.organisation_id, "due_on": row.due_on.isoformat(), "post": row.post, "of_person": row.of_person,
            "content": "" if row.of_person and row.person_id is None else row.shortcoming, "number": row.number,
            "shown_on": row.shown_on.isoformat() if row.shown_on else "", "times": row.times, "proven_by": row.proven_by,
            "confirmed_by": row.confirmed_by,
        }
        for row in Item.objects.filter(cancelled_by=None)
    }  # fmt: skip
