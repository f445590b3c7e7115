"""From a step that somebody may record to the case and the register, with everything that speaks against it told at once.

Who may was asked before: by the services here, or by the room of a case that asks for a suspension.
"""

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Party
from liemchinh.casework.places import heir_on, stands_in
from liemchinh.casework.steps import Who, faults_of_step, open_case, take_step
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.days import faults_of_day
from liemchinh.members.locking import lock_people
from liemchinh.members.queries import place_of
from liemchinh.standing.cases import BRANCH, COMMITTEE, KIND, MEMBER
from liemchinh.standing.kept import keep_matter
from liemchinh.standing.matter import Findings, Given, Subject, subject_of, unvouched
from liemchinh.standing.models import Matter
from liemchinh.standing.rules import OWN_PAPERS, RULES
from liemchinh.standing.taking import taken
from liemchinh.standing.words import ANNULLED, FIRST, STRIKE_OFF, SUSPENSION, SUSPENSION_END
from regulations.answers import Refusal, Refused


def begin_matter(code: str, person: int, given: Given, *, actor: Actor) -> Case:
    """The first step of a change of standing; gives the case. Refuses all that `services.open_matter` names.

    Needs an open transaction; the caller has said who may.
    """
    rule = RULES[code]
    lock_people([person])
    subject = Subject(person, branch_of(code, person, given), given.body)
    faults = faults_of_day(given.on) + _refused(code, subject, given) + _twice(FIRST[code], person)
    if faults:
        raise Refused(faults)
    parties = [Who(BRANCH, subject.branch), Who(MEMBER, person=person)]
    parties += [Who(COMMITTEE, given.body)] if given.body is not None else []
    case = open_case(KIND, parties, taken(code, subject, given), actor=actor)
    ground = given.ground if FIRST[code] == STRIKE_OFF else ""
    Matter.objects.create(case=case, what=FIRST[code], ground=ground, recorded_by=case.recorded_by)
    keep_matter(case)
    _act(rule.act, subject, given, actor)
    return case


def take_next(case: Case, code: str, given: Given, *, actor: Actor) -> int:
    """A later step; gives its entry. Refuses all that `services.record_step` names.

    Needs an open transaction; the caller has said who may.
    """
    subject, rule = subject_of(case, given.on), RULES[code]
    faults = faults_of_step(case, code, given.on) + _refused(code, subject, given)
    if faults:
        raise Refused(faults)
    sequence = take_step(case, taken(code, subject, given), actor=actor)
    keep_matter(case)
    act = "restored" if (code, given.outcome) == ("appeal_answered", ANNULLED) else rule.act
    _act(act, subject, given, actor)
    return sequence


def branch_of(code: str, person: int, given: Given) -> int:
    """Where the matter is kept: the branch of the person on that day; of who left, the one that takes them back, or that of old."""
    if code == "readmission_asked" and given.place is not None:
        return given.place
    return stands_in(person, given.on) or heir_on(place_of(person) or 0, given.on)


def _refused(code: str, subject: Subject, given: Given) -> list[Refusal]:
    rule, found = RULES[code], Findings()
    found.refusals += given.faults(needs_paper=bool(rule.paper) and rule.paper not in OWN_PAPERS)
    for check in rule.checks:
        check(found, subject, given)
    if subject.case and found.unknown:
        found.refusals += unvouched(subject.case, code, found.unknown)
    return found.refusals


def _twice(what: str, person: int) -> list[Refusal]:
    mine = Party.objects.filter(person_id=person, role=MEMBER, cancelled_by=None).values("case_id")
    # A suspension with a case of its own is lifted there.
    same = SUSPENSION if what == SUSPENSION_END else what
    if not Matter.objects.filter(case_id__in=mine, what=same, case__closed_by=None).exists():
        return []
    return [Refusal("open-before", "Đã có việc như thế đang mở về người này.", remedy="Hãy mở việc đang có.")]


def _act(kind: str, subject: Subject, given: Given, actor: Actor) -> None:
    if not kind:
        return
    change = Change(subject.person, acts=[NewAct(kind, given.on, subject.branch)])
    # Who may was asked of the step itself; the register has the last word on whether the act can be.
    refusals = apply_changes([change], rights=lambda _place: [], actor=actor)[0].refusals
    if refusals:
        raise Refused(refusals)
