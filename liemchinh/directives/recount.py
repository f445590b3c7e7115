"""Documents made again from the journal alone, and compared with what stands. Titles stand beside the chain and may be erased."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.directives.models import Carrying, Document, Ending
from liemchinh.journal.models import Entry

TOLD = ("organ", "outside", "type", "number", "written", "term")


def differences() -> Iterator[str]:
    """One sentence for each document or ending that is not what its entry says."""
    kinds = ("directives.recorded", "directives.ended")
    back = dict(
        Entry.objects.filter(kind__in=("directives.resumed", "directives.cancelled")).values_list(
            "cancels_id", "sequence"
        )
    )
    told: dict[int, tuple[Any, ...]] = {}
    for entry in Entry.objects.filter(kind__in=kinds).order_by("sequence").iterator():
        data = json.loads(bytes(entry.payload))["data"]
        if entry.kind == "directives.recorded":
            said = (entry.organisation_id, entry.effective_on, *(data.get(key) for key in TOLD), data["carries"])
            told[entry.sequence] = (*said, back.get(entry.sequence))
        else:
            gone = back.get(entry.sequence) or back.get(data["document"])
            told[entry.sequence] = (data["document"], entry.effective_on, data.get("replaced_by"), gone)
    stored = dict(_stored())
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Văn bản chỉ đạo (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _stored() -> Iterator[tuple[int, tuple[Any, ...]]]:
    carries: dict[int, list[int]] = {}
    for document, source in Carrying.objects.order_by("source_id").values_list("document_id", "source_id"):
        carries.setdefault(document, []).append(source)
    for row in Document.objects.all():
        said = (row.organisation_id, row.dated, *(getattr(row, key) for key in TOLD), carries.get(row.pk, []))
        yield row.recorded_by, (*said, row.cancelled_by)
    for ending in Ending.objects.select_related("document"):
        said = (ending.document.recorded_by, ending.on, ending.replaced_by_id, ending.cancelled_by)
        yield ending.recorded_by, said
