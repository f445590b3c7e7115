"""Keys, without their secrets, made again from the journal and compared with what stands."""

import json
from collections.abc import Iterator

from liemchinh.api.models import Token
from liemchinh.journal.models import Entry

KINDS = ("api.token_made", "api.token_revoked")


def differences() -> Iterator[str]:
    """One sentence for each key that does not stand as the entries say."""
    told: dict[int, tuple[object, ...]] = {}
    ended: dict[int, int] = {}
    for entry in Entry.objects.filter(kind__in=KINDS).order_by("sequence").iterator():
        data = json.loads(bytes(entry.payload))["data"]
        if entry.kind == KINDS[0]:
            told[entry.sequence] = (
                data["account"],
                entry.organisation_id,
                data["purpose"],
                data["rights"],
                data["until"],
            )
        elif entry.cancels_id:
            ended[entry.cancels_id] = entry.sequence
    stored = {row.recorded_by: row for row in Token.objects.all()}
    for sequence in sorted(told.keys() | stored.keys()):
        if (*told.get(sequence, ()), ended.get(sequence)) != _of(stored.get(sequence)):
            yield f"Khóa của phần mềm khác (số {sequence} trong sổ): điều đang lưu khác với sổ."


def _of(row: Token | None) -> tuple[object, ...]:
    if row is None:
        return ()
    return (row.account_id, row.organisation_id, row.purpose, row.rights, row.last_on.isoformat(), row.cancelled_by)
