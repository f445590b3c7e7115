"""The digest of a frozen list: of its lines in one order, with a salt, so that nothing of them can be guessed from the book."""

import hashlib
import json
from collections.abc import Iterable

from liemchinh.commission.models import HandoverLine


def digest_of(salt: str, lines: Iterable[HandoverLine]) -> str:
    """SHA-256 over the salt and every line, in hexadecimal."""
    told = sorted([_told(line) for line in lines], key=str)
    return hashlib.sha256(json.dumps([salt, told], ensure_ascii=False).encode()).hexdigest()


def _told(line: HandoverLine) -> list[object]:
    days = [day.isoformat() if day else None for day in (line.on, line.due_on, line.lapses_on)]
    return [line.case_id, line.kind, line.step, line.is_unknown, line.number, line.form, *days]
