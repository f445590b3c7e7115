"""Meetings as recorded: of a branch, of a month, of a person."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from liemchinh.access.actor import Actor
from liemchinh.meetings.models import ABSENT, Attendance, Meeting
from liemchinh.members.months import belonging, last_day_of, month_of
from liemchinh.members.queries import last_places
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rules.membership import strike_off_months


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody due at a meeting; `state` is what is recorded, "" for nothing yet. `guest`: here for a time."""

    person: int
    name: str
    state: str
    guest: bool = False


def meeting_on(organisation: int, day: date) -> Meeting | None:
    """The meeting a branch held on a day, as recorded."""
    return Meeting.objects.filter(organisation_id=organisation, held_on=day, cancelled_by=None).first()


def meetings_of(organisation: int, month: date) -> QuerySet[Meeting]:
    """A branch's meetings of a month, oldest first."""
    found = Meeting.objects.filter(organisation_id=organisation, cancelled_by=None)
    return found.filter(held_on__gte=month, held_on__lte=last_day_of(month)).order_by("held_on")


def meeting_visible_to(actor: Actor, number: int) -> Meeting | None:
    """A meeting that stands, for whoever keeps its branch."""
    found = Meeting.objects.filter(pk=number, cancelled_by=None).first()
    return found if found and actor.covers("branch.keep", found.organisation_id) else None


def attendees(organisation: int, day: date) -> list[Attendee]:
    """Those due at a branch's meeting of a day, by given name: the register of that day, and who is with it for a time.

    Exempt and suspended members are not due, and who is elsewhere for a time is due there.
    """
    meeting = meeting_on(organisation, day)
    recorded = states_of(meeting) if meeting else {}
    due = (one for one in belonging(organisation, day) if one.attends)
    return [Attendee(one.person, one.name, recorded.get(one.person, ""), one.guest) for one in due]


def states_of(meeting: Meeting) -> dict[int, str]:
    """How each stood, by person; empty once the names are gone."""
    return dict(Attendance.objects.filter(meeting=meeting).values_list("person_id", "state"))


def met_among(organisations: Iterable[int], month: date) -> frozenset[int]:
    """Those of `organisations` that recorded a meeting in the month."""
    found = Meeting.objects.filter(cancelled_by=None, held_on__gte=month, held_on__lte=last_day_of(month))
    return frozenset(found.values_list("organisation_id", flat=True)) & frozenset(organisations)


def attendance_of(person: int) -> list[tuple[date, str]]:
    """A person's meetings, newest first, as far as kept by name. For themselves, or after the person was found to be the actor's."""
    found = Attendance.objects.filter(person_id=person, meeting__cancelled_by=None).order_by("-meeting__held_on")
    return list(found.values_list("meeting__held_on", "state"))


def absent_months(actor: Actor, person: int) -> list[date]:
    """Months in which the person was absent from every meeting they were due at, oldest first: for oneself and whoever keeps the branch.

    An excused absence is none; a month without a recorded meeting does not count.
    """
    place = last_places([person]).get(person)
    own = actor.person_id == person and actor.may("me.see")
    if not own and (place is None or not actor.covers("branch.keep", place)):
        return []
    return months_absent(attendance_of(person))


def months_absent(meetings: Iterable[tuple[date, str]]) -> list[date]:
    """The months of these meetings with nothing but absence, oldest first."""
    months: dict[date, set[str]] = defaultdict(set)
    for day, state in meetings:
        months[month_of(day)].add(state)
    return sorted(month for month, states in months.items() if states == {ABSENT})


def absence_ground(actor: Actor, person: int, *, on: date) -> Answer:
    """What the rules say on a day to the months a branch recorded without activity.

    It checks what a branch states; it starts nothing and lists nobody (guards 9).
    """
    months = [month for month in absent_months(actor, person) if month <= on]
    return strike_off_months(charter().rulebook, months, on=on)


def standard_day(month: date) -> tuple[date, str] | None:
    """The day of a month on which branches meet, and what says so; None where no rule is verified for that month."""
    rule = charter().rulebook.parameter("cell.meeting.standard_day", on=month)
    given: Any = rule.value
    if not isinstance(given, int):
        return None
    return month.replace(day=min(given, last_day_of(month).day)), str(rule.citation or "")
