"""Who declares in an organisation, from the posts held there on a day: the register's own, and positions outside it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from liemchinh.declarations.models import Duty, Position
from liemchinh.declarations.words import GROUPS, HEADS
from liemchinh.members.models import Post
from liemchinh.members.months import in_order
from liemchinh.members.offices import code_of, label_of
from liemchinh.organisations.bearing import carried_by
from liemchinh.organisations.queries import standing
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rules.declaring import ANNUAL, Held, declares_yearly


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who holds something in an organisation on a day. `answer`: must they declare this year; `leads`: head or deputy."""

    person: int
    name: str
    held: tuple[str, ...]
    leads: bool
    answer: Answer

    @property
    def basis(self) -> str:
        """The group or post that says so; "" where none does."""
        return str(self.answer.value) if self.answer.verdict == "yes" else ""


def candidates(organisation: int, on: date) -> list[Candidate]:
    """Everybody who must, or may have to, declare in the year of a day, by given name; whoever need not is left out."""
    places = carried_by([organisation], on)
    posts, groups, leads = _posts(places, on), *_positions(places, on)
    category = standing(on).filter(organisation_id=organisation).values_list("category", flat=True).first() or ""
    book = charter(organisation).rulebook
    found = []
    for person, name in in_order(posts.keys() | groups.keys()):
        mine, theirs = frozenset(posts.get(person, ())), frozenset(groups.get(person, ()))
        answer = declares_yearly(book, Held(theirs, mine, category), on=on)
        if answer.verdict != "no":
            held = (*(words_of(code) for code in sorted(theirs)), *(words_of(code) for code in sorted(mine)))
            found.append(Candidate(person, name, held, person in leads or bool(mine & HEADS), answer))
    return found


def unlisted(organisation: int, year: int, on: date) -> list[Candidate]:
    """Those of them whom no list of the year has yet, here or elsewhere."""
    there = set(Duty.objects.filter(kind=ANNUAL, year=year, cancelled_by=None).values_list("person_id", flat=True))
    return [one for one in candidates(organisation, on) if one.person not in there]


def words_of(code: str) -> str:
    """A group of posts or a post of the register in words."""
    return str(GROUPS[code]) if code in GROUPS else label_of(code)


def _posts(places: Collection[int], on: date) -> Mapping[int, set[str]]:
    rows = Post.objects.filter(_held(on), cancelled_by=None, organisation_id__in=places)
    found: dict[int, set[str]] = defaultdict(set)
    for person, post in rows.values_list("person_id", "post"):
        found[person].add(code_of(post))
    return found


def _positions(places: Collection[int], on: date) -> tuple[Mapping[int, set[str]], set[int]]:
    rows = Position.objects.filter(_held(on), cancelled_by=None, organisation_id__in=places)
    found: dict[int, set[str]] = defaultdict(set)
    leads = set()
    for person, group, is_head in rows.values_list("person_id", "group", "leads"):
        found[person].add(group)
        if is_head:
            leads.add(person)
    return found, leads


def _held(on: date) -> Q:
    return (Q(ends_on__isnull=True) | Q(ends_on__gt=on)) & Q(starts_on__lte=on)
