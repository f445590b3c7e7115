"""A link ends when its member is a member no longer, and stands again when what ended the membership is cancelled."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from liemchinh.access.actor import NOBODY
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.models import Spell
from liemchinh.residence.models import Link

NEVER = date.min


def follow_members(people: Mapping[int, int]) -> None:
    """Told by the register of people whose stay changed, with the entry after which it is as it stands.

    Nobody's act: the link ends on the day the membership did. A link that was to begin on that day or later never stood, and is cancelled.
    """
    links = list(Link.objects.filter(person_id__in=list(people)).order_by("pk"))
    if not links:
        return
    left, ended = _left(link.person_id for link in links), _ended_with(links)
    entries, rows = [], []
    for link in links:
        last, undone = ended.get(link.recorded_by, (None, False))
        gone = left.get(link.person_id)
        gone = link.starts_on if gone == NEVER else gone
        is_open = link.cancelled_by is None and link.ends_on is None
        if gone is not None and (is_open or undone) and gone != last:
            data = {"link": link.recorded_by, "act": people[link.person_id]}
            entries.append(NewEntry("residence.ended", gone, link.organisation_id, link.person_id, data=data))
            rows.append((link, gone))
        elif gone is None and undone and not _has_another(link):
            data = {"link": link.recorded_by}
            entries.append(
                NewEntry("residence.resumed", clock.today(), link.organisation_id, link.person_id, data=data)
            )
            rows.append((link, None))
    for (link, day), sequence in zip(rows, record(entries, actor=NOBODY), strict=True):
        never = day is not None and day <= link.starts_on
        Link.objects.filter(pk=link.pk).update(ends_on=None if never else day, cancelled_by=sequence if never else None)


def _left(people: Iterable[int]) -> dict[int, date]:
    """Who of them stands in no branch, with the day they left the last one; NEVER: the register has them in none any more."""
    days: dict[int, date | None] = dict.fromkeys(people, NEVER)
    spells = Spell.objects.filter(person_id__in=list(days), cancelled_by=None).order_by("starts_on")
    for person, ends_on in spells.values_list("person_id", "ends_on"):
        days[person] = ends_on
    return {person: day for person, day in days.items() if day is not None}


def _ended_with(links: Iterable[Link]) -> dict[int, tuple[date | None, bool]]:
    """Link (by its entry) → the day a membership ended it, and whether what ended that was cancelled since. Of others nothing."""
    people = {link.person_id for link in links}
    found: dict[int, tuple[date | None, int | None]] = {}
    for entry in Entry.objects.filter(kind__in=("residence.ended", "residence.resumed"), member_id__in=people).order_by(
        "sequence"
    ):
        data = json.loads(bytes(entry.payload))["data"]
        found[data["link"]] = (entry.effective_on if entry.kind == "residence.ended" else None, data.get("act"))
    acts = [act for _day, act in found.values() if act is not None]
    undone = set(Entry.objects.filter(cancels_id__in=acts).values_list("cancels_id", flat=True))
    return {number: (day, act in undone) for number, (day, act) in found.items() if act is not None}


def _has_another(link: Link) -> bool:
    return Link.objects.filter(person_id=link.person_id, cancelled_by=None, ends_on=None).exclude(pk=link.pk).exists()
