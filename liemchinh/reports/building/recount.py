"""Definitions, their editions and sketches made again from the journal alone and compared: an edition that was changed shows here."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.journal.models import Entry
from liemchinh.reports.building.services import digest
from liemchinh.reports.models import Definition, Edition, Sketch

Rows = dict[int, tuple[Any, ...]]
PREFIX = "reports.definition_"


def differences() -> Iterator[str]:
    """One sentence for each definition, edition or sketch that is not what its entries say."""
    begun, published, sketched = _told()
    for title, told, stored in (
        ("Mẫu báo cáo", begun, _definitions()),
        ("Bản của mẫu báo cáo", published, _editions()),
        ("Bản nháp của mẫu báo cáo", sketched, _sketches()),
    ):
        for sequence in sorted(key for key in told.keys() | stored.keys() if told.get(key) != stored.get(key)):
            yield f"{title} (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _told() -> tuple[Rows, Rows, Rows]:
    """Definitions by the entry that began them, editions by their own, sketches by that of their definition."""
    begun: Rows = {}
    published: Rows = {}
    sketched: Rows = {}
    for entry in Entry.objects.filter(kind__startswith=PREFIX).order_by("sequence").iterator():
        data, what = json.loads(bytes(entry.payload))["data"], entry.kind.removeprefix(PREFIX)
        of = data.get("definition", entry.sequence)
        if what == "begun":
            begun[of] = (entry.organisation_id, None)
        if what == "closed":
            begun[of] = (entry.organisation_id, entry.sequence)
        if what == "published":
            published[entry.sequence] = (of, data["number"], data["digest"])
        sketched.pop(of, None)
        if what in ("begun", "changed", "sketched"):
            sketched[of] = (entry.sequence, data["digest"])
    return begun, published, sketched


def _definitions() -> Rows:
    rows = Definition.objects.values_list("recorded_by", "organisation_id", "cancelled_by")
    return {sequence: (organisation, cancelled) for sequence, organisation, cancelled in rows}


def _editions() -> Rows:
    rows = Edition.objects.select_related("definition")
    return {one.recorded_by: (one.definition.recorded_by, one.number, digest(one.text)) for one in rows}


def _sketches() -> Rows:
    rows = Sketch.objects.select_related("definition")
    return {one.definition.recorded_by: (one.recorded_by, digest(one.text)) for one in rows}
