"""What can be seen of disciplinary cases: by grant alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.casework.holders import holders_of, may_arrange
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.settling import cases_under_appeal
from liemchinh.discipline import asking
from liemchinh.discipline.bodies import DECIDING, has_new_body, organs_of
from liemchinh.discipline.cases import BODY, KIND, VERB
from liemchinh.discipline.coming import owes_putting_above
from liemchinh.discipline.folder import Folder, Voted
from liemchinh.discipline.models import Ballot, Sanction
from liemchinh.discipline.taking import HANDED_ON, STEPS
from liemchinh.discipline.words import FORMS, ORGANS
from liemchinh.journal import clock
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import names, standing
from regulations.answers import Answer
from regulations.rules import voting


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that may be recorded; `waits`: it is one of those that come next."""

    code: str
    title: str
    optional: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class RoundShown:
    """One line of the count: a form, its votes, those carried down from heavier forms, how many it needs."""

    form: str
    votes: int
    carried: int
    needed: int
    reached: bool


@dataclass(frozen=True, slots=True)
class BallotShown:
    """A counted ballot, and step by step what it gives; `rounds` empty where that is not known."""

    row: Ballot
    voted: str
    form: str
    rounds: Sequence[RoundShown]
    answer: Answer


def open_to_me(actor: Actor, *, ended: bool) -> QuerySet[Case]:
    """The cases the actor holds the grant of, the newest first."""
    if actor.account_id is None:
        return Case.objects.none()
    return cases_visible_to(actor, KIND).filter(closed_by__isnull=not ended).order_by("-pk")


def offers_of(case: Folder) -> list[Offer]:
    """Every step there is, in the order of the procedure, and which of them wait now."""
    if case.case.closed_by is not None:
        return []
    procedure, today = case_kind(KIND).procedure, clock.today()
    hidden = set() if has_new_body(case) else {"taken_over"}
    hidden |= set() if owes_putting_above(case, today) else {"put_above"}
    steps = [procedure.step(code, today) for code in STEPS if procedure.has(code) and code not in hidden]
    return [Offer(step.code, step.title, step.optional, step.code in case.awaited) for step in steps]


def ballots_shown(case: Folder) -> list[BallotShown]:
    """The ballots of a case in their order, each with its count."""
    called = names({one.row.organisation_id for one in case.ballots})
    return [_shown(case, one, called.get(one.row.organisation_id, "")) for one in case.ballots]


def put_to_my_organisation(actor: Actor) -> list[Case]:
    """Open cases that came to the actor's own organisation with their last step, which the actor may give and nobody there has open."""
    acting = Party.objects.filter(
        role=BODY, cancelled_by=None, organisation_id__in=actor.roots(VERB), case=OuterRef("pk")
    )
    came = Step.objects.filter(
        case=OuterRef("case"), code__in=HANDED_ON, recorded_by=OuterRef("recorded_by"), cancelled_by=None
    )
    waits = Deadline.objects.filter(Exists(came), case=OuterRef("pk"), cancelled_by=None)
    found = Case.objects.filter(Exists(acting), Exists(waits), kind=KIND, closed_by=None).order_by("pk")
    return [case for case in found if not holders_of(case) and may_arrange(case, actor)]


def bodies_above(case: Folder, on: date) -> list[tuple[str, str]]:
    """Whom a proposal may go to: each body of each organisation above that decides at all, the nearest first: ("12:committee", words)."""
    above = Closure.objects.filter(descendant_id=case.body, depth__gt=0, valid_from__lte=on, valid_to__gt=on)
    depths = dict(above.values_list("ancestor_id", "depth"))
    places = sorted(standing(on).filter(organisation_id__in=depths), key=lambda one: depths[one.organisation_id])
    return [
        (f"{place.organisation_id}:{organ}", f"{place.name} – {ORGANS[organ]}")
        for place in places
        for organ in organs_of(place.category)
        if place.category not in BRANCHES and organ in DECIDING
    ]


def running(on: date) -> QuerySet[Sanction]:
    """The sanctions that count on a day: in effect, neither lapsed nor annulled. What everyday screens and figures show is of these."""
    counted = Sanction.objects.filter(cancelled_by=None, withheld=False, effective_on__lte=on)
    return counted.exclude(set_aside="annulled").exclude(pk__in=lapsed(on).values("pk"))


def lapsed(on: date) -> QuerySet[Sanction]:
    """The sanctions that lapsed by a day. Under a known rule none does while under appeal, or after a new violation within its time."""
    again = Sanction.objects.filter(
        Q(person=OuterRef("person")) | Q(organisation=OuterRef("organisation")), cancelled_by=None, withheld=False,
        effective_on__isnull=False, case__allegations__cancelled_by=None, case__allegations__happened_on__gt=OuterRef("announced_on"),
        case__allegations__happened_on__lt=OuterRef("lapses_on"),
    ).exclude(set_aside="annulled")  # fmt: skip
    stopped = Q(case__in=cases_under_appeal()) | Q(Exists(again))
    return Sanction.objects.filter(Q(by_product=True) | ~stopped, cancelled_by=None, lapses_on__lte=on)


def _shown(case: Folder, ballot: Voted, voted: str) -> BallotShown:
    row, answer = ballot.row, asking.outcome_of(case, ballot)
    if not isinstance(answer.value, voting.Outcome):
        return BallotShown(row, voted, "", (), answer)
    told = answer.value
    rounds = [
        RoundShown(str(FORMS[one.form]), one.votes, one.carried, one.needed, one.reached)
        for one in (told.cumulated or told.own)
    ]
    return BallotShown(row, voted, str(FORMS[told.form]) if told.form else "", rounds, answer)
