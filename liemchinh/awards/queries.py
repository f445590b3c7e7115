"""What can be seen of awards: who is due on an occasion, what is on its way, how many were awarded. No order but by given name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Length

from liemchinh.access.actor import Actor
from liemchinh.awards.models import Award
from liemchinh.awards.occasions import Occasion, rulebook, years_awarded
from liemchinh.awards.reckoning import NOTHING, History, histories, may_reach, reached
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.models import Details, Spell
from liemchinh.members.queries import spells_visible_to
from liemchinh.organisations.queries import names, subtree
from regulations.answers import Answer
from regulations.working_days import add_months

WHOLE_DAY = len("2026-11-20")
YEAR = timedelta(days=366)
# What a list shows at once; of more it says how many there are.
MOST = 300
# Up to so many members everybody's years are counted; above, the book is first asked who may be due.
SMALL = 3000


@dataclass(frozen=True, slots=True)
class Due:
    """A member who reaches so many years by an occasion, or may (`answer` unknown); where they are, and what the answer rests on."""

    person: int
    years: int
    organisation: int
    answer: Answer
    history: History


@dataclass(frozen=True, slots=True)
class Named:
    """The same with the words a page shows."""

    due: Due
    uid: UUID
    name: str
    place: str


def due_visible_to(actor: Actor, organisation: int, occasion: Occasion) -> list[Due]:
    """Members under an organisation today, in the actor's scope, whose years become full after the occasion before and by this one.

    Whoever has the badge (here, or as written in the register) or is already proposed for it is not among them; somebody of whom it is
    unknown is, and says so.
    """
    standing, years = _standing(actor, organisation), years_awarded(occasion.day)
    chosen = standing
    if not is_small(actor, organisation):
        chosen = standing.filter(person_id__in=_acts_of_interest(years, occasion).values("member_id"))
    places = dict(chosen.values_list("person_id", "organisation_id"))
    known, has, book = histories(places), _badges(places), rulebook()
    found = []
    for person, place in places.items():
        history = known.get(person, NOTHING)
        for number in years:
            if number in has.get(person, ()) or not may_reach(history, number, occasion.before, occasion.day):
                continue
            answer = reached(history, number, occasion.day, book=book)
            if answer.verdict == "no" or answer.value is None:
                continue
            # Without time away the days of `may_reach` are those of the rules: full before is already left out.
            if not history.interruptions or reached(history, number, occasion.before, book=book).verdict != "yes":
                found.append(Due(person, number, place, answer, history))
    return found


def _standing(actor: Actor, organisation: int) -> QuerySet[Spell]:
    return spells_visible_to(actor, clock.today(), organisation).filter(official=True)


def is_small(actor: Actor, organisation: int) -> bool:
    """So few official members that each may be looked at in passing: told by a count that stops early."""
    return _standing(actor, organisation)[:SMALL].count() < SMALL


def _acts_of_interest(years: Iterable[int], occasion: Occasion) -> QuerySet[Entry]:
    """Acts without one of which nobody is due: an admission on the right days, or told only in part, or a coming back after time away."""
    whole, partly, newest = Q(pk=None), Q(pk=None), date.min
    for number in years:
        first, last = add_months(occasion.before, -12 * number), add_months(occasion.day, -12 * number)
        # A day more on either side: 29 February has an anniversary on another day.
        whole |= Q(effective_on__gte=first - timedelta(days=1), effective_on__lte=last + timedelta(days=1))
        partly |= Q(effective_on__gt=first - YEAR, effective_on__lte=last + YEAR)
        newest = max(newest, last + YEAR)
    # Most admissions are newer than all of these days: asked first, so that the others are asked of few.
    admitted = Q(kind="members.admitted", effective_on__lte=newest) & (whole | (~Q(length=WHOLE_DAY) & partly))
    back = Q(kind__in=("members.readmitted", "members.restored"))
    return Entry.objects.annotate(length=Length("happened")).filter(admitted | back)


def _badges(people: Iterable[int]) -> dict[int, set[int]]:
    """For which years each already has a badge, or is proposed for one. One written in the register stands for all lower ones."""
    found: dict[int, set[int]] = {}
    for person, number in Award.objects.filter(person_id__in=list(people), cancelled_by=None).values_list(
        "person_id", "years"
    ):
        found.setdefault(person, set()).add(number)
    written = Details.objects.filter(person_id__in=list(people), cancelled_by=None).exclude(badge="")
    for person, text in written.values_list("person_id", "badge"):
        found.setdefault(person, set()).update(range(years_written(text) + 1))
    return found


def years_written(text: str) -> int:
    """The number of years in a badge as the register tells it ("40 năm", "HH 40"); 0 for text that names none."""
    numbers = [int(number) for number in re.findall(r"(?<!\d)\d{2}(?!\d)", text)]
    return max((number for number in numbers if 30 <= number <= 90), default=0)


def without_admission(actor: Actor, organisation: int) -> int:
    """How many official members under a small organisation have no recorded admission: nobody can say when they are due."""
    if not is_small(actor, organisation):
        return 0
    people = list(_standing(actor, organisation).values_list("person_id", flat=True))
    return sum(history.admitted is None for history in histories(people).values())


def named(found: Iterable[Due], *, most: int = MOST) -> list[Named]:
    """Those of `found` with their names, by given name, at most so many; somebody erased is missing."""
    by_person: dict[int, list[Due]] = {}
    for due in found:
        by_person.setdefault(due.person, []).append(due)
    places = names({due.organisation for some in by_person.values() for due in some})
    details = Details.objects.filter(person_id__in=by_person, cancelled_by=None).order_by("sort_key", "person_id")
    rows = details.values_list("person_id", "person__uid", "full_name")
    told = [
        Named(due, uid, name, places.get(due.organisation, ""))
        for person, uid, name in rows
        for due in by_person[person]
    ]
    return told[:most]


def awards_visible_to(actor: Actor, verb: str = "members.see") -> QuerySet[Award]:
    """Awards that stand, in the actor's scope of today."""
    return Award.objects.filter(cancelled_by=None, organisation_id__in=subtree(actor.roots(verb)))


def awards_of(person: int) -> QuerySet[Award]:
    """A person's awards, newest first. Call after the person was found to be the reader's own or in their scope."""
    return Award.objects.filter(person_id=person, cancelled_by=None).order_by("-years")


def count_awarded(organisation: int, first: date, last: date) -> Mapping[int, int]:
    """How many badges were awarded under an organisation from a day to a day (both counted), by years, on the tree of the last day."""
    found = Award.objects.filter(
        cancelled_by=None,
        decided_on__gte=first,
        decided_on__lte=last,
        organisation_id__in=subtree([organisation], last),
    )
    return dict(found.values_list("years").annotate(n=Count("pk")).order_by("years"))
