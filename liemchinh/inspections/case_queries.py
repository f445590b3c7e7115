"""What can be seen of inspections: by grant alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Ground, Step
from liemchinh.casework.queries import cases_visible_to, of_granted_cases
from liemchinh.inspections.asking import GROUNDED, asked, unknown
from liemchinh.inspections.cases import KINDS
from liemchinh.inspections.models import Challenge, FollowUp, Inspection, Result, TeamMember
from liemchinh.inspections.words import DISCIPLINE, DUTIES, RESULTS
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be recorded now."""

    code: str
    title: str
    optional: bool


@dataclass(frozen=True, slots=True)
class GroundShown:
    """What the rules leave unknown before a step, and what two officers stand behind; `mine`: the reader stated it."""

    step: str
    why: str
    ground: Ground | None
    mine: bool


@dataclass(frozen=True, slots=True)
class InTeam:
    """Somebody of the team, and the challenge of them that waits for an answer."""

    row: TeamMember
    name: str
    challenged: Challenge | None


@dataclass(frozen=True, slots=True)
class Concluded:
    """What was concluded about a subject, in words."""

    row: Result
    name: str
    result: str
    discipline: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something to be done after a conclusion, in words."""

    row: FollowUp
    name: str
    what: str
    late: bool


def open_to_me(actor: Actor, *, ended: bool) -> QuerySet[Case]:
    """The inspections the actor holds the grant of, the newest first."""
    if actor.account_id is None:
        return Case.objects.none()
    return cases_visible_to(actor, *KINDS).filter(closed_by__isnull=not ended).order_by("-pk")


def offers_of(case: Case) -> list[Offer]:
    """What may come next, in the order of the procedure."""
    today = clock.today()
    awaited = set(Deadline.objects.filter(case=case, cancelled_by=None).values_list("step", flat=True))
    steps = dict.fromkeys(step.code for step in case_kind(case.kind).procedure.steps if step.code in awaited)
    texts = (case_kind(case.kind).procedure.step(code, today) for code in steps)
    return [Offer(step.code, step.title, step.optional) for step in texts]


def rest_of(case: Case) -> list[Offer]:
    """The other steps of the procedure: recorded only as they happened on paper. None once the case has ended."""
    if case.closed_by is not None:
        return []
    today, offered = clock.today(), {offer.code for offer in offers_of(case)}
    procedure = case_kind(case.kind).procedure
    first = {step.code for step in procedure.first(today)}
    codes = dict.fromkeys(step.code for step in procedure.steps if step.code not in offered | first)
    return [Offer(code, procedure.step(code, today).title, True) for code in codes]


def grounds_shown(case: Case, on: date, actor: Actor) -> list[GroundShown]:
    """Where the rules leave a step that waits unknown: what is stated, and whether the reader stated it."""
    found = []
    for step in {offer.code for offer in offers_of(case)} & set(GROUNDED):
        why = [refusal.message for refusal in unknown(asked(case, step, on))]
        if why:
            ground = ground_of(case, step)
            found.append(
                GroundShown(step, " ".join(why), ground, ground is not None and ground.stated_by == actor.account_id)
            )
    return found


def team_shown(case: Case) -> list[InTeam]:
    """The team with names, its head first."""
    rows = list(TeamMember.objects.filter(case=case, cancelled_by=None).order_by("-leads", "pk"))
    known = people_names([row.person_id for row in rows])
    waiting = {row.person_id: row for row in Challenge.objects.filter(case=case, cancelled_by=None, answered_on=None)}
    return [InTeam(row, known.get(row.person_id, ""), waiting.get(row.person_id)) for row in rows]


def results_of(case: Case, person: int | None = None) -> list[Concluded]:
    """What was concluded, about everybody or about one person."""
    found = Result.objects.filter(case=case, cancelled_by=None).order_by("pk")
    rows = list(found.filter(person_id=person) if person is not None else found)
    places, people = _named(rows)
    return [
        Concluded(row, _name(row, places, people), str(RESULTS[row.result]), str(DISCIPLINE[row.discipline]))
        for row in rows
    ]


def to_do(case: Case, on: date, person: int | None = None) -> list[ToDo]:
    """What has to be done after the conclusion, by its day."""
    found = FollowUp.objects.filter(case=case, cancelled_by=None).order_by("due_on", "pk")
    rows = list(found.filter(person_id=person) if person is not None else found)
    places, people = _named(rows)
    return [
        ToDo(row, _name(row, places, people), str(DUTIES[row.what]), row.done_on is None and row.due_on < on)
        for row in rows
    ]


def follow_ups_open_to(actor: Actor) -> QuerySet[FollowUp]:
    """What has to be done, or was, after the conclusions of the cases open to the actor, by its day."""
    found = FollowUp.objects.filter(of_granted_cases(actor, *KINDS), cancelled_by=None)
    return found.select_related("case").order_by("due_on", "pk")


def withheld_of(actor: Actor) -> list[Case]:
    """The open cases of the actor with a step of history that has no effect and that was not put to the body above yet."""
    if actor.account_id is None:
        return []
    put = Step.objects.filter(case=OuterRef("case"), code="handed_over", cancelled_by=None)
    without = Step.objects.filter(of_granted_cases(actor, *KINDS), ~Exists(put), withheld=True, cancelled_by=None)
    found = without.filter(case__closed_by=None).values("case")
    return list(Case.objects.filter(pk__in=found).order_by("-pk")[:20])


def inspection_of(case: Case) -> Inspection:
    """What the case is about."""
    return Inspection.objects.select_related("programme").get(case=case)


def _named(rows: Sequence[Result] | Sequence[FollowUp]) -> tuple[dict[int, str], dict[int, str]]:
    places = names({row.organisation_id for row in rows if row.organisation_id})
    people = people_names({row.person_id for row in rows if row.person_id})
    return dict(places), dict(people)


def _name(row: Result | FollowUp, places: dict[int, str], people: dict[int, str]) -> str:
    return places.get(row.organisation_id, "") if row.organisation_id else people.get(row.person_id or 0, "")
