"""Calendar addresses, without their secrets, and wishes for a message made again from the journal and compared with what stands."""

import json
from collections.abc import Iterator

from liemchinh.agenda.models import Feed, Reminder
from liemchinh.journal.models import Entry

Rows = dict[int, tuple[int, int | None]]


def differences() -> Iterator[str]:
    """One sentence for each address and each wish that does not stand as the entries say."""
    for model, begins, ends, said in (
        (Feed, "agenda.feed_opened", "agenda.feed_closed", "Địa chỉ lịch"),
        (Reminder, "agenda.reminder_asked", "agenda.reminder_stopped", "Thư nhắc"),
    ):
        told = _told(begins, ends)
        stored = {row.recorded_by: (row.account_id, row.cancelled_by) for row in model.objects.all()}
        for sequence in sorted(told.keys() | stored.keys()):
            if told.get(sequence) != stored.get(sequence):
                yield f"{said} (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _told(begins: str, ends: str) -> Rows:
    """By entry whose it is, and the entry that ended it: what one account began last ends what it began before."""
    told: Rows = {}
    standing: dict[int, int] = {}
    for entry in Entry.objects.filter(kind__in=(begins, ends)).order_by("sequence").iterator():
        account = json.loads(bytes(entry.payload))["data"]["account"]
        if account in standing:
            told[standing.pop(account)] = (account, entry.sequence)
        if entry.kind == begins:
            told[entry.sequence], standing[account] = (account, None), entry.sequence
    return told
