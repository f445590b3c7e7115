"""Reports, what is written in them and looked at, made again from the journal alone and compared."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.reports.models import Drafted, Prose, Report
from liemchinh.reports.writing import digest_of_text

Rows = dict[int, tuple[Any, ...]]
KINDS = ("started", "written", "looked")


def differences() -> Iterator[str]:
    """One sentence for each report, text or look that is not what its entry says."""
    told = _told()
    for title, kind, stored in (
        ("Báo cáo", "started", _reports()),
        ("Phần viết của báo cáo", "written", _prose()),
        ("Lần xem số liệu báo cáo", "looked", _looks()),
    ):
        entries = told[kind]
        for sequence in sorted(one for one in entries.keys() | stored.keys() if entries.get(one) != stored.get(one)):
            yield f"{title} (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _told() -> dict[str, Rows]:
    found: dict[str, Rows] = {kind: {} for kind in KINDS}
    for entry in Entry.objects.filter(kind__in=[f"reports.{kind}" for kind in KINDS]).order_by("sequence").iterator():
        data, kind = json.loads(bytes(entry.payload))["data"], entry.kind.removeprefix("reports.")
        if kind == "started":
            found[kind][entry.sequence] = (
                entry.organisation_id, data["source"], data["source_number"], data["edition"], data["kind"], data["first"], data["last"],
            )  # fmt: skip
        else:
            found[kind][entry.sequence] = (data["report"], data.get("part", ""), data["digest"])
    return found


def _reports() -> Rows:
    return {
        row.recorded_by: (
            row.organisation_id, row.source, row.source_number, row.edition.recorded_by if row.edition else 0, row.kind,
            row.first.isoformat(), row.last.isoformat(),
        )
        for row in Report.objects.filter(replaces=None).select_related("edition")
    }  # fmt: skip


def _prose() -> Rows:
    rows = Prose.objects.select_related("report").exclude(recorded_by__in=Report.objects.values("recorded_by"))
    return {row.recorded_by: (row.report.recorded_by, row.part, digest_of_text(row.text)) for row in rows}


def _looks() -> Rows:
    return {
        row.recorded_by: (row.report.recorded_by, "", hashlib.sha256(bytes(row.content)).hexdigest())
        for row in Drafted.objects.select_related("report")
    }
