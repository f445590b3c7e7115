"""Whose probation is over or nearly over, and by when the branch reviews them. The rulebook says how long; unknown stays unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.members.queries import active, names
from liemchinh.organisations.queries import names as organisation_names
from liemchinh.organisations.queries import subtree
from liemchinh.rulebook.current import charter
from liemchinh.web.discovery import providers
from regulations.answers import Answer
from regulations.charter import Charter
from regulations.rulebook import Deadline
from regulations.rules.membership import probation_end, probation_review
from regulations.working_days import add_months

SOON = timedelta(days=30)
# Up to so many are counted in passing; of more, the database is asked a second time.
COUNTED = 500
_ADMISSIONS = ("members.admitted", "members.readmitted")


@dataclass(frozen=True, slots=True)
class Probation:
    """Somebody on probation. `ends` is None where the rule is unknown; `due` where the time for the review is; `why` says which."""

    person: int
    name: str
    place: str
    admitted: date
    ends: date | None
    due: date | None
    why: str


def on_probation(actor: Actor, on: date) -> QuerySet[Any]:
    """Today's probationers in the actor's scope, with the day they were admitted.

    Without those whom a case of the actor's own already follows: rooms that have such cases say whom in `followed.py`.
    """
    cancelled = Entry.objects.filter(cancels_id=OuterRef("sequence"))
    admissions = Entry.objects.filter(~Exists(cancelled), member_id=OuterRef("person_id"), kind__in=_ADMISSIONS)
    found = active(on).filter(official=False, organisation_id__in=subtree(actor.roots("members.see")))
    for followed in providers("followed", "followed"):
        found = found.exclude(person_id__in=followed(actor))
    return found.annotate(admitted=Subquery(admissions.order_by("-effective_on").values("effective_on")[:1]))


def ending(actor: Actor, on: date, *, most: int) -> tuple[list[Probation], int]:
    """Those whose probation is over or ends within thirty days, the longest waiting first, at most `most`; and how many there are.

    Where the length of probation is unknown on `on`, everybody on probation counts and no day is computed.
    """
    length = charter().rulebook.parameter("probation.length", on=on).value
    found = on_probation(actor, on).filter(admitted__isnull=False)
    if isinstance(length, int):
        found = found.filter(admitted__lte=add_months(on + SOON, -length))
    listed = found.order_by("admitted", "person_id").values_list("person_id", "organisation_id", "admitted")
    rows = list(listed[:COUNTED])
    total, rows = len(rows) if len(rows) < COUNTED else found.count(), rows[:most]
    told = names(person for person, _place, _day in rows)
    places = organisation_names({place for _person, place, _day in rows})
    ruled = charter()
    return [_probation(row, told, places, ruled, on) for row in rows], total


def _probation(
    row: tuple[int, int, date], told: Mapping[int, str], places: Mapping[int, str], ruled: Charter, on: date
) -> Probation:
    person, place, admitted = row
    end: Answer = probation_end(ruled.rulebook, admitted, on=on)
    ends = end.value if isinstance(end.value, date) else None
    review = probation_review(ruled.rulebook, ruled.calendar, admitted, on=on)
    due = review.value.due if isinstance(review.value, Deadline) else None
    why = "" if due else (end.reason if ends is None else review.reason)
    return Probation(person, told.get(person, ""), places.get(place, ""), admitted, ends, due, why)
