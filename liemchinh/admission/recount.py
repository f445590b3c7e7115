"""What is recorded about candidates, made again from the book alone and compared with what stands."""

import json
from collections.abc import Iterator
from typing import Any

from liemchinh.admission.facts import told_of
from liemchinh.admission.models import Candidate
from liemchinh.casework.models import Case
from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from regulations.words import own


def differences() -> Iterator[str]:
    """One sentence for each candidate whose rows are not what their newest entry told."""
    newest: dict[int, Entry] = {}
    found = Entry.objects.filter(kind__in=("admission.entered", "admission.changed"), case_id__isnull=False)
    for entry in found.order_by("sequence"):
        newest[entry.case_id or 0] = entry
    kept = set(Candidate.objects.values_list("case_id", flat=True))
    for case in Case.objects.filter(pk__in=kept).order_by("pk"):
        entry = newest.get(case.pk)
        told = told_of(case)
        if entry is None or _data(entry) != told.data() or personal_of(entry.sequence) != told.personal():
            yield own(f"Vụ việc số {case.pk}: thông tin về người xin vào Hiệp hội đang lưu khác với sổ.")


def _data(entry: Entry) -> dict[str, Any]:
    data = json.loads(bytes(entry.payload))["data"]
    return {name: data[name] for name in ("agreement_on", "certificate_on", "sponsors", "file")}
