"""A verification: opened about one declaration on a ground of the closed list, its steps, and an outcome of the closed list."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.folder import Folder
from liemchinh.casework.grounds import NewGround, state_ground, vouch_for_ground
from liemchinh.casework.models import Case, Step
from liemchinh.casework.steps import Taken, Who, faults_of_step, open_case, take_step_in
from liemchinh.casework.undoing import cancel_case, cancel_last_step, faults_of_shown
from liemchinh.declarations.cases import BODY, KIND, SUBJECT
from liemchinh.declarations.drawing import ACTING
from liemchinh.declarations.faults import gone
from liemchinh.declarations.matter import (
    CONCLUDE,
    EXPLAIN,
    FIRST,
    Why,
    body_of,
    faults_of_ground,
    faults_of_outcome,
    issuer_of,
    of_outcomes,
    require_grant,
)
from liemchinh.declarations.models import Outcome, Verification
from liemchinh.declarations.queries import duties_below
from liemchinh.journal.registry import Plain
from liemchinh.members.days import faults_of_day
from liemchinh.members.reasons import faults_of_reason
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.of_steps import NO_PAPER, Choice, draw_papers
from liemchinh.papers.organs import INSPECTION
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Given:
    """What a step says: its day and papers; where a report lies; the outcome."""

    on: date
    papers: Choice = NO_PAPER
    kept_at: str = ""
    outcome: str = ""


@transaction.atomic
def open_verification(body: int, duty: int, why: Why, given: Given, *, actor: Actor) -> Case:
    """A case about one declaration below a control body; the opener holds its grant. Nothing else in the product says that there is one.

    Refuses, all at once: a body that does not control or of which the rules do not know, a ground on no list, the draw for somebody it
    did not draw, another ground without its document, a day to come, no number of the decision, and a declaration not below the body.
    """
    category = ACTING.require(actor, body).category
    row = duties_below(body).filter(pk=duty).first()
    if row is None:
        raise Refused([gone()])
    faults = faults_of_day(given.on, _("Quyết định xác minh"))
    faults += faults_of_ground(body, category, row, why, given.on)
    papers, more = draw_papers(KIND, FIRST, given.on, given.papers, Issuer(body, INSPECTION))
    if faults or more:
        raise Refused([*faults, *more])
    number = clean(why.number)
    data: dict[str, Plain] = {
        "listed": row.recorded_by, "ground": why.ground, "document": number,
        "document_on": why.dated.isoformat() if why.dated and number else None,
    }  # fmt: skip
    parties = [Who(BODY, body), Who(SUBJECT, person=row.person_id)]
    case = open_case(KIND, parties, Taken(FIRST, given.on, data, papers=papers.papers), actor=actor)
    papers.issue(case, FIRST, actor=actor)
    Verification.objects.create(
        case=case, duty=row, ground=why.ground, document=number, document_on=why.dated if number else None,
        recorded_by=case.recorded_by,
    )  # fmt: skip
    return case


@transaction.atomic
def record_verification_step(case: Case, code: str, given: Given, *, actor: Actor) -> int:
    """The next step of a verification; gives its entry.

    Refuses, all at once: whoever does not hold the case, a step whose turn it is not, what `draw_papers` refuses, an explanation without
    its place, an outcome that is on no list; and where the list is unknown, a conclusion for which no two officers stand (guards 12).
    """
    folder = Folder.held(case.pk)
    held = folder.case
    require_grant(folder, actor)
    faults = faults_of_step(folder, code, given.on) + faults_of_outcome(
        held, code, given.on, given.outcome, given.kept_at
    )
    papers, more = draw_papers(held.kind, code, given.on, given.papers, issuer_of(held))
    if faults or more:
        raise Refused([*faults, *more])
    unverified = code == CONCLUDE and of_outcomes(body_of(held), given.on).verdict == "unknown"
    data: dict[str, Plain] = {}
    if code == CONCLUDE:
        data = {"outcome": given.outcome, "unverified": unverified}
    elif code == EXPLAIN:
        data = {"kept_at": given.kept_at}
    sequence = take_step_in(folder, Taken(code, given.on, data, papers=papers.papers), actor=actor)
    papers.issue(held, code, actor=actor)
    if code == CONCLUDE:
        Outcome.objects.create(
            verification_id=held.pk, outcome=given.outcome, on=given.on, is_unverified=unverified, recorded_by=sequence
        )
    return sequence


@transaction.atomic
def state_for_outcome(case: Case, article: str, document: str, *, actor: Actor) -> int:
    """Whoever has the case open states what its conclusion stands on where the list is unknown; gives the entry."""
    require_grant(case, actor)
    return state_ground(case, NewGround(CONCLUDE, article, document), BODY, actor=actor)


@transaction.atomic
def vouch_for_outcome(case: Case, *, actor: Actor) -> int:
    """A second officer who has the case open vouches for it; gives the entry."""
    require_grant(case, actor)
    return vouch_for_ground(case, CONCLUDE, BODY, actor=actor)


@transaction.atomic
def cancel_verification_step(case: Case, reason: str, *, shown: int = 0, actor: Actor) -> int:
    """The last step was recorded wrongly; of the first the whole case goes. Gives the entry."""
    require_grant(case, actor)
    last = last_step(case)
    faults = faults_of_shown(last, shown) + faults_of_reason(reason)
    if last is None or faults:
        raise Refused(faults or [Refusal("gone", "Không còn bước nào.", remedy="Hãy mở lại trang.")])
    undo = cancel_case if last.recorded_by == case.recorded_by else cancel_last_step
    sequence = undo(case, reason=reason, actor=actor)
    Outcome.objects.filter(recorded_by=last.recorded_by, cancelled_by=None).update(cancelled_by=sequence)
    return sequence


def last_step(case: Case) -> Step | None:
    """The newest step that stands."""
    return Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").first()
