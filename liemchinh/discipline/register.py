"""What the register and the tree say of whom a case is about, each read once; of many at once where it is told who they are."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from liemchinh.casework.folder import Who
from liemchinh.members.models import Post, Spell
from liemchinh.organisations.models import Closure, Version

Row = TypeVar("Row", Post, Spell, Version, Closure)


class Register:
    """Reads by organisation and by person, and keeps what it has read: made for one act, never kept beyond it."""

    def __init__(self, people: Iterable[int] = (), organisations: Iterable[int] = ()) -> None:
        self._posts: dict[int, list[Post]] = {}
        self._spells: dict[int, list[Spell]] = {}
        self._versions: dict[int, list[Version]] = {}
        self._above: dict[int, list[Closure]] = {}
        places = set(organisations)
        if known := list(people):
            self._read_people(known)
            spells, posts = self._spells.values(), self._posts.values()
            places |= {row.organisation_id for rows in (*spells, *posts) for row in rows}
        if places:
            self._read_places(sorted(places))

    def posts(self, person: int) -> list[Post]:
        """Every post of a person that stands in the register."""
        if person not in self._posts:
            self._read_people([person])
        return self._posts[person]

    def spells(self, person: int) -> list[Spell]:
        """Every spell of a person, the newest first."""
        if person not in self._spells:
            self._read_people([person])
        return self._spells[person]

    def place_on(self, who: Who, on: date) -> int | None:
        """Where somebody is on a day: the branch of a member, an organisation itself."""
        if who.person is None:
            return who.organisation
        return next(
            (row.organisation_id for row in self.spells(who.person) if _covers(row.starts_on, row.ends_on, on)), None
        )

    def is_probationary(self, person: int, on: date) -> bool:
        """Is the person on probation on a day? Of somebody who is in no branch then, as they were last."""
        return next((not row.official for row in self.spells(person) if row.starts_on <= on), False)

    def category_on(self, organisation: int, on: date) -> str:
        """What an organisation is on a day; of one that does not stand, what it was last."""
        if organisation not in self._versions:
            self._read_places([organisation])
        rows = self._versions[organisation]
        standing = (row for row in rows if _covers(row.valid_from, row.valid_to, on))
        found = next(standing, rows[0] if rows else None)
        return found.category if found else ""

    def depth_below(self, organisation: int, above: int, on: date) -> int | None:
        """How many levels an organisation counts under another on a day; 0: it is that one, None: it does not count under it."""
        return next((row.depth for row in self._over(organisation, on) if row.ancestor_id == above), None)

    def has_above(self, organisation: int, on: date) -> bool:
        """Does an organisation count under another on a day?"""
        return any(row.depth > 0 for row in self._over(organisation, on))

    def _over(self, organisation: int, on: date) -> list[Closure]:
        if organisation not in self._above:
            self._read_places([organisation])
        return [row for row in self._above[organisation] if _covers(row.valid_from, row.valid_to, on)]

    def _read_people(self, people: list[int]) -> None:
        posts, spells = Post.objects.filter(person_id__in=people), Spell.objects.filter(person_id__in=people)
        self._posts |= _grouped(people, posts.filter(cancelled_by=None).order_by("pk"), lambda row: row.person_id)
        self._spells |= _grouped(
            people, spells.filter(cancelled_by=None).order_by("-starts_on", "-pk"), lambda row: row.person_id
        )

    def _read_places(self, places: list[int]) -> None:
        versions = Version.objects.filter(organisation_id__in=places, cancelled_by=None).order_by("-valid_from")
        self._versions |= _grouped(places, versions, lambda row: row.organisation_id)
        above = Closure.objects.filter(descendant_id__in=places)
        self._above |= _grouped(places, above, lambda row: row.descendant_id)


def _grouped(keys: Iterable[int], rows: Iterable[Row], key: Callable[[Row], int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return {one: found[one] for one in keys}


def _covers(first: date, end: date | None, on: date) -> bool:
    return first <= on and (end is None or end > on)
