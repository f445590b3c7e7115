"""An officer's work: what waits in the cases of granted kinds that are open to them, the most urgent first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import Told, case_kind, granted_kinds
from liemchinh.casework.models import Deadline, Party
from liemchinh.casework.opening import granted_to
from liemchinh.casework.queries import optional_steps
from liemchinh.organisations.queries import subtree
from liemchinh.web.paging import Page, page

NO_DAY = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Work:
    """A step that waits: in which case, whose turn it is, from when and by when; `is_unknown`: no verified rule says by when.

    `deadline`: its number, under which the calculation stands.
    """

    case: Told
    step: str
    whose: str
    opens_on: date | None
    due_on: date | None
    is_unknown: bool
    deadline: int


def my_work(actor: Actor, *, after: str = "", before: str = "") -> tuple[list[Work], Page[Deadline]]:
    """A page of what waits in the granted cases open to the actor: what has a day first, by that day.

    Asks the database once for the page, and once for each kind on it how its cases are called, however many cases there are. Cases are
    called as on home pages: who is in one is read on its own pages.
    """
    listed = page(waiting_steps(actor), order=("day", "pk"), after=after, before=before)
    called = cases_called((row.case_id, row.case.kind) for row in listed.items)
    return [work_of(row, called[row.case_id]) for row in listed.items if row.case_id in called], listed


def cases_called(cases: Iterable[tuple[int, str]]) -> dict[int, Told]:
    """How these cases (number, kind) are called in lists, for a reader who may see them."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for number, kind in cases:
        by_kind[kind].append(number)
    return {number: told for kind, numbers in by_kind.items() for number, told in case_kind(kind).tell(numbers).items()}


def waiting_steps(actor: Actor) -> QuerySet[Deadline]:
    """What waits in the granted cases open to the actor, each with its `day`: NO_DAY where it has none."""
    mine = Q(pk__in=[])
    for kind in granted_kinds():
        for role, verb in kind.rights.items():
            if actor.may(verb):
                places = subtree(actor.roots(verb))
                acting = Party.objects.filter(role=role, cancelled_by=None, organisation_id__in=places)
                theirs = Exists(acting.filter(case=OuterRef("case")))
                mine |= Q(case__kind=kind.code) & theirs & ~Q(step__in=optional_steps(kind.code))
    found = Deadline.objects.filter(mine, case__in=granted_to(actor), cancelled_by=None)
    return found.select_related("case").annotate(day=Coalesce("due_on", Value(NO_DAY)))


def work_of(row: Deadline, called: Told) -> Work:
    """A step that waits, in words."""
    procedure = case_kind(row.case.kind).procedure
    step = procedure.step(row.step, row.counted_from)
    return Work(called, step.title, procedure.role(row.role), row.opens_on, row.due_on, row.is_unknown, row.pk)
