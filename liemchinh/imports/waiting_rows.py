"""Rows kept until a person decides: kept once, however often the same file comes in."""

import hashlib
import json
from collections.abc import Sequence

from liemchinh.imports.models import RowVerdict, WaitingRow
from liemchinh.imports.verdicts import Verdict

LATER = "Chờ quyết định ở dòng sau, giống hệt dòng này."


def keep(rows: Sequence[tuple[int, Verdict]], source: str) -> None:
    """Keeps rows, each with the id of its verdict. One that already waits goes on waiting under the new verdict."""
    fresh = {fingerprint(said, source): (number, said) for number, said in rows}
    before = list(WaitingRow.objects.select_for_update().filter(fingerprint__in=fresh).values_list("id", "verdict_id"))
    elsewhere = {number for number, _said in rows} - {number for number, _said in fresh.values()}
    elsewhere |= {verdict for _waiting, verdict in before}
    RowVerdict.objects.filter(id__in=elsewhere).update(reason=LATER)
    WaitingRow.objects.filter(id__in=[waiting for waiting, _verdict in before]).delete()
    WaitingRow.objects.bulk_create(
        WaitingRow(verdict_id=number, organisation_id=said.organisation or 0, fingerprint=key, content=said.content)
        for key, (number, said) in fresh.items()
    )


def fingerprint(said: Verdict, source: str) -> str:
    """What a waiting row is known by: all it tells, where, and under which source."""
    told = {name: value for name, value in said.content.items() if name not in {"sheet", "row"}}
    spelled = json.dumps([source, said.organisation, told], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(spelled.encode()).hexdigest()
