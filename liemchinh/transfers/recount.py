"""Transfers made again from the book, and compared with what is stored."""

import json
from collections.abc import Iterator

from liemchinh.casework.models import Case, Step
from liemchinh.journal.models import Entry
from liemchinh.transfers.cases import KIND
from liemchinh.transfers.models import Transfer

TEMPORARY = frozenset({"sent_temporarily", "left_for_a_time"})


def differences() -> Iterator[str]:
    """One sentence for each transfer that is not what its first entry says."""
    stored = {row.case_id: (row.temporary, row.until) for row in Transfer.objects.all()}
    firsts = dict(Case.objects.filter(kind=KIND).values_list("recorded_by", "pk"))
    codes = dict(Step.objects.filter(recorded_by__in=firsts).values_list("recorded_by", "code"))
    for sequence, payload in Entry.objects.filter(sequence__in=firsts).values_list("sequence", "payload"):
        until = json.loads(bytes(payload))["data"].get("until")
        temporary, ends = stored.get(firsts[sequence], (None, None))
        if (codes.get(sequence) in TEMPORARY, until) != (temporary, ends.isoformat() if ends else None):
            yield f"Việc chuyển sinh hoạt số {firsts[sequence]}: đang lưu khác với sổ."
