"""A meeting's agenda and conclusions as recorded; what the rules say of its quorum, and by when both are entered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from liemchinh.journal import clock
from liemchinh.meetings.models import PRESENT, Agenda, Item, Meeting, Minutes, Outcome
from liemchinh.meetings.queries import attendees, states_of
from liemchinh.members.queries import active
from liemchinh.organisations.bearing import carried_by
from liemchinh.organisations.lifetimes import standing_among
from liemchinh.organisations.models import Succession
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rulebook import Deadline
from regulations.rules.meetings import agenda_by, quorum, results_by


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something is entered, with its calculation; `on` None: the rule of that day is not verified."""

    rule: str
    on: date | None
    answer: Answer


def agenda_on(organisation: int, day: date) -> Agenda | None:
    """The agenda that stands for a branch's meeting of a day."""
    return Agenda.objects.filter(organisation_id=organisation, held_on=day, cancelled_by=None).first()


def left_by_ended(organisation: int, day: date) -> list[Agenda]:
    """Agendas for a day of branches that ended before it and whose heir this one is: it takes them over into its own."""
    ended = carried_by([organisation], clock.today()) - {organisation}
    rows = Agenda.objects.filter(organisation_id__in=ended, held_on=day, cancelled_by=None).order_by("organisation_id")
    stand = standing_among(ended, day)
    return [row for row in rows if row.organisation_id not in stand]


def is_taken_over(left: Agenda, own: Agenda | None) -> bool:
    """Has the heir, since the branch ended, set an agenda of that day, or one with all its items?"""
    if own is None:
        return False
    passed = Succession.objects.filter(source_id=left.organisation_id, on__lte=left.held_on, cancelled_by=None)
    ended_by = max(passed.values_list("recorded_by", flat=True), default=0)
    here = {(one.kind, one.document_id) for one in items_of(own)}
    return own.recorded_by > ended_by or {(one.kind, one.document_id) for one in items_of(left)} <= here


def minutes_of(agenda: Agenda) -> Minutes | None:
    """The conclusions that stand on an agenda."""
    return Minutes.objects.filter(agenda=agenda, cancelled_by=None).first()


def items_of(planned: Agenda | None) -> list[Item]:
    """The items of an agenda in their order, each with its document."""
    return list(planned.items.select_related("document").order_by("number")) if planned else []


def outcomes_of(before: Minutes | None) -> dict[int, dict[str, Any]]:
    """What was concluded, by the item's number."""
    kept = ("result", "resolution", "votes_for", "votes_against", "abstained")
    rows = Outcome.objects.filter(minutes=before).select_related("item") if before else []
    return {one.item.number: {key: getattr(one, key) for key in kept} for one in rows}


def agenda_due(organisation: int, day: date) -> Due:
    """By when the agenda of a meeting is entered."""
    answer = agenda_by(charter(organisation).rulebook, day)
    return Due("cell.agenda.before", answer.value if isinstance(answer.value, date) else None, answer)


def results_due(organisation: int, day: date) -> Due:
    """By when the conclusions of a meeting are entered."""
    rules = charter(organisation)
    answer = results_by(rules.rulebook, rules.calendar, day)
    return Due("cell.results.within", answer.value.due if isinstance(answer.value, Deadline) else None, answer)


def voters(meeting: Meeting) -> tuple[int, int]:
    """Of the official members due how many came, and how many they are; who is here for a time has no vote. (0, 0) without names."""
    states = states_of(meeting)
    own = [
        one.person
        for one in attendees(meeting.organisation_id, meeting.held_on)
        if not one.guest and one.person in states
    ]
    official = official_among(own, meeting.held_on)
    return sum(states[person] == PRESENT for person in official), len(official)


def official_among(people: Iterable[int], on: date) -> frozenset[int]:
    """Those of these people who are official members on a day."""
    found = active(on).filter(person_id__in=list(people), official=True)
    return frozenset(found.values_list("person_id", flat=True))


def voters_present(meeting: Meeting) -> int:
    """How many could vote; once the names are gone, how many came at all."""
    there, of = voters(meeting)
    return there if of else meeting.present


def quorum_of(meeting: Meeting) -> Answer | None:
    """What the rules of the day say to how many came; None once the names are gone, or where nobody has a vote."""
    there, of = voters(meeting)
    return quorum(charter(meeting.organisation_id).rulebook, there, of, on=meeting.held_on) if of else None
