"""What can be seen of screening: cases that are open, or that ended in a decision one can appeal; the others are gone from every screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Party
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.steps import parties_of
from liemchinh.journal.models import Reading
from liemchinh.journal.services import record_reading
from liemchinh.members.dossier import office_of
from liemchinh.members.queries import names
from liemchinh.organisations.queries import names as organisation_names
from liemchinh.screening.cases import KIND, VERB
from liemchinh.screening.matter import branch_of
from liemchinh.screening.words import LEFT, STRUCK_OFF
from liemchinh.web.paging import Page, page

READING = "screening.case"
SHOWN = Q(closed_by=None) | Q(screening__outcome__in=(STRUCK_OFF, LEFT))


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list: whose, where, what it waits for and from when."""

    case: int
    name: str
    branch: str
    awaited: str
    opens_on: date | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that the actor may take now, or from a day on."""

    code: str
    title: str
    optional: bool
    opens_on: date | None


def case_visible_to(actor: Actor, number: int) -> Case | None:
    """One case, for whoever keeps screening at one of its parties."""
    return cases_visible_to(actor, KIND).filter(SHOWN, pk=number).select_related("screening").first()


def list_screenings(actor: Actor, *, after: str = "", before: str = "") -> tuple[list[Row], Page[Any]]:
    """A page of the cases of the actor's branches and committees, oldest first. Who is not in a case is in no list (guards 9)."""
    listed = page(cases_visible_to(actor, KIND).filter(SHOWN), order=("pk",), after=after, before=before)
    return _rows(listed.items), listed


def own_cases(actor: Actor) -> QuerySet[Case]:
    """The cases about the actor that they have been told of on paper."""
    if actor.person_id is None or not actor.may("me.see"):
        return Case.objects.none()
    mine = Party.objects.filter(person_id=actor.person_id, role="member", cancelled_by=None)
    told = Q(steps__code="told", steps__cancelled_by=None)
    found = Case.objects.filter(SHOWN, told, kind=KIND, pk__in=mine.values("case"))
    return found.select_related("screening").order_by("pk")


def offers(actor: Actor, case: Case) -> list[Offer]:
    """The steps that can come next and that this actor may take."""
    procedure, parties = case_kind(KIND).procedure, parties_of(case.pk)
    found = []
    for row in Deadline.objects.filter(case=case, cancelled_by=None).order_by("pk"):
        step = procedure.step(row.step, row.counted_from)
        if actor.covers(VERB, parties[row.role].organisation):
            found.append(Offer(row.step, step.title, step.optional, row.opens_on))
    return found


def note_reading(actor: Actor, case: Case) -> None:
    """Keeps that the case was read, by which office and in which role; before anything of it is shown."""
    role, office = office_of(actor, VERB, branch_of(case))
    record_reading(actor, READING, case.pk, role=role, organisation=office)


def readings_of(case: Case) -> list[Reading]:
    """Who read a case, newest first."""
    return list(Reading.objects.filter(object_kind=READING, object_id=case.pk).order_by("-hour", "-pk"))


def _rows(cases: Sequence[Case]) -> list[Row]:
    numbers = [case.pk for case in cases]
    parties = Party.objects.filter(case__in=numbers, cancelled_by=None)
    people = {row.case_id: row.person_id or 0 for row in parties if row.role == "member"}
    branches = {row.case_id: row.organisation_id or 0 for row in parties if row.role == "branch"}
    called, places = names(people.values()), organisation_names(branches.values())
    procedure = case_kind(KIND).procedure
    awaited = {}
    for row in Deadline.objects.filter(case__in=numbers, cancelled_by=None).order_by("pk"):
        step = procedure.step(row.step, row.counted_from)
        if not step.optional:
            awaited[row.case_id] = (step.title, row.opens_on)
    return [
        Row(case, called.get(people[case], ""), places.get(branches[case], ""), *awaited.get(case, ("", None)))
        for case in numbers
    ]
