"""The months of the branch whose secretary signs in to the example: three recorded, the running one left to do."""

from collections.abc import Sequence
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.dues.queries import payers
from liemchinh.dues.services import record_dues
from liemchinh.journal import clock
from liemchinh.meetings.concluding import Concluded, Planned, conclude_meeting, set_agenda
from liemchinh.meetings.queries import attendees, standard_day
from liemchinh.meetings.services import record_meeting
from liemchinh.members.months import month_of, months_before, names_from

MONTHS = 3
# Of so many members one is marked otherwise than the rest.
EVERY = 9


def load_months(branch: int, on: date, *, actor: Actor) -> int:
    """Meetings and dues of the three months before `on` (at the latest today); gives how many. Months too old to record are left out."""
    today = clock.today()
    months = [month for month in months_before(month_of(min(on, today)), MONTHS + 1)[1:] if month >= names_from(today)]
    for back, month in enumerate(reversed(months)):
        rule = standard_day(month)
        day = rule[0] if rule else month.replace(day=3)
        due = [one.person for one in attendees(branch, day)]
        if due:
            record_meeting(branch, day, _marked(due, "present", ("excused", "absent"), back), actor=actor)
            _concluded(branch, day, back, actor)
        paying = [one.person for one in payers(branch, month) if one.asked]
        if paying:
            record_dues(branch, month, _marked(paying, "paid", ("unpaid", "paid"), back), actor=actor)
    return len(months)


def _concluded(branch: int, day: date, back: int, actor: Actor) -> None:
    """What the meeting was about; of the latest one the conclusions are left to the secretary."""
    set_agenda(branch, day, [Planned("last_month"), Planned("next_month"), Planned("dues")], actor=actor)
    if back < MONTHS - 1:
        agreed = Concluded("agreed", f"{back + 7}-NQ/CB")
        conclude_meeting(branch, day, {1: Concluded("told"), 2: agreed, 3: Concluded("told")}, actor=actor)


def _marked(people: Sequence[int], usual: str, others: Sequence[str], back: int) -> dict[int, str]:
    """Everybody as usual but one in nine, others each month."""
    return {
        person: others[place // EVERY % len(others)] if place % EVERY == back + 2 else usual
        for place, person in enumerate(people)
    }
