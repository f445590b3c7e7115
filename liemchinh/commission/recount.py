"""Lists, signatures and differences made again from the book alone, and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef

from liemchinh.commission.models import Difference, HandoverList, Signature
from liemchinh.commission.queries import is_intact
from liemchinh.journal.models import Entry

KINDS = ("commission.list_frozen", "commission.list_signed", "commission.difference_noted")


def differences() -> Iterator[str]:
    """One sentence for each entry about a list whose row is another, and for each list whose lines are not those it was frozen with."""
    for sequence in sorted({row[0] for row in _told() ^ _stored()}):
        yield f"Danh sách tiếp nhận việc (số {sequence} trong sổ): điều đang lưu khác với sổ."
    for row in HandoverList.objects.order_by("recorded_by"):
        if not is_intact(row):
            yield f"Danh sách tiếp nhận việc (số {row.recorded_by} trong sổ): các dòng không như lúc chốt."


def _told() -> set[tuple[Any, ...]]:
    cancelled = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    found, lists = set[tuple[Any, ...]](), set[int]()
    for entry in Entry.objects.filter(~Exists(cancelled), kind__in=KINDS).order_by("sequence"):
        data = json.loads(bytes(entry.payload))["data"]
        if entry.kind == KINDS[0]:
            lists.add(entry.sequence)
            told = (data["ended"], entry.organisation_id, data["reorganised"], entry.effective_on, data["digest"])
            found.add((entry.sequence, *told))
        elif data["list"] in lists and entry.kind == KINDS[1]:
            signed = (data["list"], data["number"], entry.effective_on, entry.account_id, data["handed_by"])
            found.add((entry.sequence, *signed))
        elif data["list"] in lists:
            found.add((entry.sequence, data["list"], data["what"], entry.case_id, data["number"], data["dated"]))
    return found


def _stored() -> set[tuple[Any, ...]]:
    found = set[tuple[Any, ...]]()
    for row in HandoverList.objects.filter(cancelled_by=None):
        found.add((row.recorded_by, row.ended_id, row.heir_id, row.reorganised, row.frozen_on, row.digest))
    for one in Signature.objects.filter(cancelled_by=None).select_related("handover"):
        told = (one.handover.recorded_by, one.number, one.on, one.received_by, one.handed_by)
        found.add((one.recorded_by, *told))
    for noted in Difference.objects.filter(cancelled_by=None).select_related("handover"):
        dated = noted.dated.isoformat() if noted.dated else None
        found.add((noted.recorded_by, noted.handover.recorded_by, noted.what, noted.case_id, noted.number, dated))
    return found
