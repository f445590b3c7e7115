"""Templates of Word made again from the journal alone and compared: a page exchanged after it was kept shows here."""

import json
from collections.abc import Iterator
from datetime import date

from liemchinh.journal.models import Entry
from liemchinh.reports.models import Template
from liemchinh.reports.snapshots import sha256

Row = tuple[int | None, str, int, date | None, str]


def differences() -> Iterator[str]:
    """One sentence for each template that is not what its entry says."""
    told, stored = dict(_told()), dict(_stored())
    for sequence in sorted(one for one in told.keys() | stored.keys() if told.get(one) != stored.get(one)):
        yield f"Mẫu Word của báo cáo (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _told() -> Iterator[tuple[int, Row]]:
    rows = Entry.objects.filter(kind__in=["reports.template_kept", "reports.template_withdrawn"]).order_by("sequence")
    for entry in rows.iterator():
        data = json.loads(bytes(entry.payload))["data"]
        told = (entry.organisation_id, data["organ"], data["number"], entry.effective_on, data.get("digest", ""))
        yield entry.sequence, told


def _stored() -> Iterator[tuple[int, Row]]:
    for row in Template.objects.filter(cancelled_by=None).iterator():
        digest = sha256(bytes(row.content)) if row.content else ""
        yield row.recorded_by, (row.organisation_id, row.organ, row.number, row.valid_from, digest)
