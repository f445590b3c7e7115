"""What can be seen of changes of standing: by whoever keeps the branch or decides at the committee, and by the person themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import case_kind, case_kinds
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.queries import cases_visible_to
from liemchinh.journal import clock
from liemchinh.members import dossier
from liemchinh.members.models import Details, Person
from liemchinh.members.queries import active, last_spells, names
from liemchinh.members.reasons import Words
from liemchinh.organisations.queries import names as organisation_names
from liemchinh.organisations.queries import subtree
from liemchinh.standing.cases import BRANCH, DECIDE, KEEP, KIND, MEMBER
from liemchinh.standing.matter import subject_of
from liemchinh.standing.readmitting import EXPELLED, LEFT, STRUCK_OFF
from liemchinh.standing.rules import RULES
from liemchinh.standing.words import GONE, STANDS, STRIKE_OFF, WHAT
from liemchinh.web.paging import Page, page

WAITING, DECIDED = "waiting", "decided"
MOST = 300
_NEVER = date.max


@dataclass(frozen=True, slots=True)
class Row:
    """A matter in a list: which, whose, where, how it stands, what it waits for and by when."""

    case: int
    what: Words
    name: str
    branch: str
    stands: Words
    awaited: str
    due_on: date | None
    unknown: bool
    deadline: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that the actor may take now."""

    code: str
    title: str
    optional: bool


def matters_visible_to(actor: Actor, at: int | None = None) -> QuerySet[Case]:
    """The matters of the actor's branches and committees, within `at` if given; without those that ended in no change."""
    found = _shown(Case.objects.filter(pk__in=cases_visible_to(actor, KIND).values("pk")))
    if at is None:
        return found
    here = Party.objects.filter(
        role=BRANCH, organisation_id__in=subtree([at]), cancelled_by=None, case_id=OuterRef("pk")
    )
    return found.filter(Exists(here))


def case_visible_to(actor: Actor, number: int) -> Case | None:
    """One matter, if the actor may see it and it is on screens at all."""
    return matters_visible_to(actor).filter(pk=number).select_related("matter").first()


def listed(actor: Actor, state: str, at: int | None = None) -> QuerySet[Case]:
    """Those in which somebody must act, by the day it is due; or those that are decided, newest first."""
    waits = _waits().filter(case=OuterRef("pk"))
    found = matters_visible_to(actor, at).select_related("matter")
    if state == WAITING:
        due = Coalesce(Subquery(waits.order_by("due_on").values("due_on")[:1]), Value(_NEVER, DateField()))
        return found.filter(Exists(waits)).annotate(key=due).order_by("key", "pk")
    return found.filter(~Exists(waits)).order_by("-pk")


def list_matters(
    actor: Actor, state: str, at: int | None = None, *, after: str = "", before: str = ""
) -> tuple[list[Row], Page[Any]]:
    """A page of them, in words."""
    order = ("key", "pk") if state == WAITING else ("-pk",)
    found = page(listed(actor, state, at), order=order, after=after, before=before)
    return rows_of(found.items), found


def rows_of(cases: Sequence[Case]) -> list[Row]:
    """Matters in words; a fixed number of queries."""
    numbers, procedure = [case.pk for case in cases], case_kind(KIND).procedure
    people: dict[int, int] = {}
    branches: dict[int, int] = {}
    for party in Party.objects.filter(case__in=numbers, cancelled_by=None, role__in=(BRANCH, MEMBER)):
        if party.person_id:
            people[party.case_id] = party.person_id
        else:
            branches[party.case_id] = party.organisation_id or 0
    called, places = names(people.values()), organisation_names(branches.values())
    waits: dict[int, Deadline] = {}
    for row in _waits().filter(case__in=numbers).order_by("-pk"):
        waits[row.case_id] = row
    last = dict(_steps().filter(case__in=numbers).order_by("recorded_by").values_list("case_id", "code"))
    found = []
    for case in cases:
        wait = waits.get(case.pk)
        title = procedure.step(wait.step, wait.counted_from).title if wait else ""
        found.append(
            Row(
                case.pk, WHAT[case.matter.what], called.get(people.get(case.pk, 0), ""), places.get(branches.get(case.pk, 0), ""),
                STANDS.get(last.get(case.pk, ""), ""), title, wait.due_on if wait else None, bool(wait and wait.is_unknown),
                wait.pk if wait else 0,
            )
        )  # fmt: skip
    return found


def offers(actor: Actor, case: Case) -> list[Offer]:
    """The steps that can come next and that this actor may take."""
    procedure, subject, found = case_kind(KIND).procedure, subject_of(case, clock.today()), []
    for row in Deadline.objects.filter(case=case, cancelled_by=None).order_by("pk"):
        step, rule = procedure.step(row.step, clock.today()), RULES[row.step]
        if actor.covers(rule.verb, subject.place(rule.at)):
            found.append(Offer(row.step, step.title, step.optional))
    return found


def of_person_visible_to(actor: Actor, person: int) -> QuerySet[Case]:
    """One person's matters that the actor keeps or decides, newest first."""
    theirs = Party.objects.filter(person_id=person, role=MEMBER, cancelled_by=None)
    found = matters_visible_to(actor).filter(pk__in=theirs.values("case_id"))
    return found.select_related("matter").order_by("-pk")


def own_cases(actor: Actor) -> QuerySet[Case]:
    """The matters about the actor; of a strike-off once they were told its ground on paper."""
    if actor.person_id is None or not actor.may("me.see"):
        return Case.objects.none()
    mine = Party.objects.filter(person_id=actor.person_id, role=MEMBER, cancelled_by=None).values("case_id")
    told = _steps().filter(case=OuterRef("pk"), code="strike_off_told")
    found = _shown(Case.objects.filter(pk__in=mine, kind=KIND)).filter(~Q(matter__what=STRIKE_OFF) | Exists(told))
    return found.select_related("matter").order_by("-pk")


def ending_with(actor: Actor, person: int) -> list[str]:
    """How the open cases about somebody are called that the actor sees and that would end with their membership."""
    found = []
    theirs = Party.objects.filter(person_id=person, role=MEMBER, cancelled_by=None).values("case_id")
    for kind in case_kinds().values():
        seen = cases_visible_to(actor, kind.code).filter(pk__in=theirs, closed_by=None)
        cases = [case for case in seen if not kind.outlives(case)]
        title = kind.procedure.title
        found += [title for _case in cases]
    return found


def may_begin(actor: Actor, place: int | None) -> bool:
    """May the actor begin anything about somebody of that place?"""
    return any(actor.covers(verb, place) for verb in (KEEP, DECIDE))


def people_of(branch: int, *, gone: bool) -> Sequence[Mapping[str, object]]:
    """The members of a branch whom a matter can be about, by given name; or those who left the Party from it. The caller keeps it."""
    here = active(clock.today()).filter(organisation_id=branch)
    left = last_spells().filter(organisation_id=branch, ends_kind__in=(LEFT, STRUCK_OFF, EXPELLED))
    rows = Details.objects.filter(person_id__in=(left if gone else here).values("person_id"), cancelled_by=None)
    named = rows.annotate(uid=F("person__uid"), name=F("full_name")).order_by("sort_key", "person_id")
    return list(named.values("uid", "name", "birth")[:MOST])


def _steps() -> QuerySet[Step]:
    return Step.objects.filter(cancelled_by=None, case__kind=KIND)


def _shown(found: QuerySet[Case]) -> QuerySet[Case]:
    newest = _steps().filter(case=OuterRef("pk")).order_by("-recorded_by")
    told = found.annotate(last=Subquery(newest.values("code")[:1]), ended=Subquery(newest.values("recorded_by")[:1]))
    # Open, or ended by a step of its own that changed something; not what the register ended, nor what was entered wrongly.
    return told.filter(Q(closed_by=None) | Q(closed_by=F("ended"))).exclude(Q(last__in=GONE) | Q(last=None))


def _waits() -> QuerySet[Deadline]:
    optional = [step.code for step in case_kind(KIND).procedure.steps if step.optional]
    return Deadline.objects.filter(case__kind=KIND, cancelled_by=None).exclude(step__in=optional)


def note_reading(actor: Actor, person: int, branch: int) -> None:
    """Whoever opens a change of standing reads of the person: it is kept with the readings of their page, and shown to them."""
    opened = dossier.Opening(Person.objects.get(pk=person), branch, own=person == actor.person_id, sees=True)
    dossier.note_reading(actor, opened)
