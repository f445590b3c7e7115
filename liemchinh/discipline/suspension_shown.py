"""A suspension as the page of a case tells it: since when, until when and why, and what can be recorded of it here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.casework.suspending import suspensions
from liemchinh.casework.why import Why, why_of
from liemchinh.discipline.bodies import suspended_since
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.suspended import running_here
from regulations.rules import suspension

BEGIN, EXTEND, END = "begin", "extend", "end"


@dataclass(frozen=True, slots=True)
class Suspension:
    """The suspension of the person concerned, if there is one (`since`). `until`: its last day, where it is known.

    `why`: the calculation of that day, where a case of its own keeps it. `here`: this case began it. `acts`: what can be recorded of it
    on this page; of one that was decided elsewhere nothing.
    """

    since: date | None
    until: date | None
    why: Why | None
    here: bool
    acts: Sequence[str]


def suspension_shown(case: Folder, on: date) -> Suspension | None:
    """The card of the suspension; None where there is none and none can begin: an ended case, or one about an organisation."""
    person = case.subject.person
    since, here = suspended_since(person, on), running_here(case)
    if since is None:
        can_begin = person is not None and case.case.closed_by is None
        return Suspension(None, None, None, False, (BEGIN,)) if can_begin else None
    running = here or (suspensions().running(person) if person is not None else None)
    if running is None or running.deadline is None:
        told = suspension.first_term(case.book, since).value
        return Suspension(since, told if isinstance(told, date) else None, None, False, ())
    why = why_of(running.deadline)
    return Suspension(since, why.due_on, why, here is not None, (EXTEND, END) if here else ())
