"""On which days organisations stand, and the refusal of acts in one that stands no longer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from django.db import connection

from liemchinh.organisations.models import Succession, Version
from liemchinh.organisations.queries import names
from regulations.answers import Refusal

# (from, until) of each live version, oldest first; until None: stands on.
Stays = Sequence[tuple[date, date | None]]
At = tuple[int, date]
_STAYS = """
    SELECT organisation_id, valid_from, valid_to FROM organisations_version WHERE organisation_id IN ({places}) AND cancelled_by IS NULL
    ORDER BY organisation_id, valid_from"""


def stays_of(organisations: Iterable[int]) -> Mapping[int, Stays]:
    """When each of the organisations stands; one that has no live version is missing."""
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    rows = Version.objects.filter(organisation_id__in=set(organisations), cancelled_by=None).order_by("valid_from")
    for number, start, end in rows.values_list("organisation_id", "valid_from", "valid_to"):
        found[number].append((start, end))
    return found


def takes_acts(stays: Stays, on: date) -> bool:
    """Can something have happened there on the day? Yes while it stands, and before: the first day only says since when it is known."""
    return bool(stays) and (on < stays[0][0] or any(start <= on and (end is None or on < end) for start, end in stays))


def standing_among(organisations: Iterable[int], on: date) -> set[int]:
    """Those of the organisations in which something can happen on a day."""
    wanted = set(organisations)
    stays = stays_of(wanted)
    return {number for number in wanted if takes_acts(stays.get(number, ()), on)}


def perhaps_ended(organisations: Iterable[int]) -> set[int]:
    """Those of the organisations that do not take acts on every day: the others need not be asked about."""
    wanted = set(organisations)
    if not wanted:
        return set()
    # In words of its own, and the days left as they are kept: asked with every batch of changes, of a thousand organisations at once.
    with connection.cursor() as cursor:
        cursor.execute(_STAYS.format(places=", ".join(["%s"] * len(wanted))), list(wanted))
        found: dict[int, list[tuple[object, object]]] = defaultdict(list)
        for number, start, end in cursor.fetchall():
            found[number].append((start, end))
    return {number for number in wanted if not _without_end(found.get(number, ()))}


def _without_end(stays: Sequence[tuple[object, object]]) -> bool:
    joined = all(earlier[1] == later[0] for earlier, later in pairwise(stays))
    return bool(stays) and joined and stays[-1][1] is None


def faults_of_places(wanted: Iterable[At]) -> dict[At, Refusal]:
    """A refusal for each (organisation, day) on which that organisation stands no longer: since when, and which one followed it."""
    asked = set(wanted)
    stays = stays_of(number for number, _on in asked)
    ended = [(number, on) for number, on in asked if not takes_acts(stays.get(number, ()), on)]
    if not ended:
        return {}
    heirs = {at: heirs_of(*at) for at in ended}
    told = names({number for number, _on in ended} | {heir for found in heirs.values() for heir in found})
    return {at: _refusal(at, stays.get(at[0], ()), told, heirs[at]) for at in ended}


def _refusal(at: At, stays: Stays, told: Mapping[int, str], heirs: Sequence[int]) -> Refusal:
    number, on = at
    ends = [end for _start, end in stays if end is not None and end <= on]
    if not ends:
        words = "Hãy chọn một tổ chức trong cây."
        return Refusal("organisation-gone", f"Tổ chức số {number} không có trong cây.", remedy=words)
    since = f"{told[number]} không còn từ ngày {max(ends):%d/%m/%Y}, nên không ghi được việc ngày {on:%d/%m/%Y} ở đó."
    named = " hoặc ".join(told[heir] for heir in heirs)
    words = f"Hãy ghi ở tổ chức kế thừa: {named}." if named else "Hãy kiểm tra ngày, hoặc chọn tổ chức còn hoạt động."
    return Refusal("organisation-ended", since, remedy=words)


def heirs_of(organisation: int, on: date) -> list[int]:
    """The organisations standing on the day that what was here went to, however many steps away."""
    seen, edge, found = {organisation}, [organisation], []
    while edge:
        rows = Succession.objects.filter(source_id__in=edge, on__lte=on, cancelled_by=None, target__isnull=False)
        targets = set(rows.values_list("target_id", flat=True)) - seen
        seen |= targets
        stays = stays_of(targets)
        found += [number for number in targets if takes_acts(stays.get(number, ()), on)]
        edge = sorted(targets - set(found))
    return sorted(found)
