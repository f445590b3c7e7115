"""Calendar addresses made again from the journal, without their secrets, and compared with what stands."""

import json
from collections.abc import Iterator

from liemchinh.agenda.models import Feed
from liemchinh.journal.models import Entry


def differences() -> Iterator[str]:
    """One sentence for each address that does not stand as the entries say."""
    told: dict[int, tuple[int, int | None]] = {}
    open_ones: dict[int, int] = {}
    entries = Entry.objects.filter(kind__in=("agenda.feed_opened", "agenda.feed_closed")).order_by("sequence")
    for entry in entries.iterator():
        account = json.loads(bytes(entry.payload))["data"]["account"]
        if account in open_ones:
            told[open_ones.pop(account)] = (account, entry.sequence)
        if entry.kind == "agenda.feed_opened":
            told[entry.sequence], open_ones[account] = (account, None), entry.sequence
    stored = {row.recorded_by: (row.account_id, row.cancelled_by) for row in Feed.objects.all()}
    for sequence in sorted(told.keys() | stored.keys()):
        if told.get(sequence) != stored.get(sequence):
            yield f"Địa chỉ lịch (số {sequence} trong sổ): điều đang lưu khác với sổ."
