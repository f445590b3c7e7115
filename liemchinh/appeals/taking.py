"""Steps of an appeal: the day and papers of each, what is known before it is resolved, the vote, and the ruling that goes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.appeals.admissibility import NO, appeal_of, decision_of, grounds_of
from liemchinh.appeals.cases import BODY
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.models import Outcome
from liemchinh.appeals.paper_facts import ISSUES_AS
from liemchinh.appeals.votes import vote_of, weighed
from liemchinh.appeals.words import ASKED, KNOWN
from liemchinh.casework.counting import Count
from liemchinh.casework.folder import Folder
from liemchinh.casework.grounds import OR_VERIFIED, ground_of
from liemchinh.casework.locking import hold_cases
from liemchinh.casework.models import Case, Deadline
from liemchinh.casework.opening import faults_of_grant
from liemchinh.casework.settling import CHANGED, OUTCOMES, Ruling, faults_of_ruling, forms_instead, settle_decision
from liemchinh.casework.steps import NewPaper, Taken, Who, faults_of_step, parties_of, take_step_in
from liemchinh.journal.registry import Plain
from liemchinh.organisations.queries import names
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.of_steps import NO_PAPER, Choice, draw_papers
from regulations.answers import Refusal, Refused

REFUSE, ACCEPT, PASS_ON = "not_resolved", "accepted", "passed_on"
MEET, DECIDE, ANNOUNCE = "body_meeting", "decided", "announced"
# Steps of the appellant alone: nobody else withdraws.
WITHDRAW = "withdrawn"
WITH_FACTS = (ACCEPT, REFUSE)


@dataclass(frozen=True, slots=True)
class Given:
    """What a step says: its day and papers; what is known (codes of ASKED → codes of KNOWN); to whom it is passed on;
    the vote; what was decided, and the form in place of the one appealed against."""

    on: date
    papers: Choice = NO_PAPER
    facts: Mapping[str, str] = field(default_factory=dict)
    to: int | None = None
    count: Count | None = None
    whole: int = 0
    outcome: str = ""
    form: str = ""

    def known(self) -> dict[str, bool | None]:
        """The facts as the rules ask for them."""
        return {code: {"yes": True, "no": False}.get(self.facts.get(code, "")) for code in ASKED}


@transaction.atomic
def record_step(case: Case, code: str, given: Given, *, actor: Actor) -> int:
    """The next step of an appeal; gives its entry. With the announcement the ruling goes back into sanction and register.

    Refuses, all at once: whoever does not hold the case, a withdrawal, a step whose turn it is not, no number where the procedure asks
    for a paper, a refusal to resolve that no ground bears, a body it cannot go to, votes that do not add up, a ruling out of the list or
    with fewer votes than the rules ask.
    """
    return record_steps(case, [(code, given)], actor=actor)[0]


@transaction.atomic
def record_steps(case: Case, steps: Sequence[tuple[str, Given]], *, actor: Actor) -> Sequence[int]:
    """Steps of an appeal one after another, as a file on paper tells them; gives their entries. All or none: the first refused ends it."""
    source = appeal_of(case).source
    folder = Folder(next(one for one in hold_cases([case.pk, source.pk]) if one.pk == case.pk))
    if faults := faults_of_grant(folder, actor):
        raise Refused(faults)
    return [_record(folder, source, code, given, actor) for code, given in steps]


def _record(folder: Folder, source: Case, code: str, given: Given, actor: Actor) -> int:
    held = folder.case
    faults = faults_of_step(folder, code, given.on) + faults_of_given(held, code, given)
    papers, more = draw_papers(held.kind, code, given.on, given.papers, issuer_of(held))
    if faults or more:
        raise Refused([*faults, *more])
    sequence = take_step_in(folder, _taken(held, code, given, papers.papers), actor=actor)
    papers.issue(held, code, actor=actor)
    if code == DECIDE:
        paper = papers.papers[0]
        Outcome.objects.create(
            case=held, outcome=given.outcome, form=given.form if given.outcome == CHANGED else "", number=paper.number,
            dated=paper.dated or given.on, recorded_by=sequence,
        )  # fmt: skip
    elif code == ANNOUNCE:
        settle_decision(source, _ruling(held, given.on), held, actor=actor)
    return sequence


def faults_of_given(case: Case, code: str, given: Given) -> list[Refusal]:
    """Everything that is missing or wrong in what a step says."""
    found = []
    if code == WITHDRAW:
        told = "Chỉ người khiếu nại tự rút được."
        found.append(Refusal("withdraw", told, remedy="Người ấy gửi “Rút khiếu nại”, hoặc nộp đơn rút bằng giấy."))
    if code in WITH_FACTS and not set(given.facts.values()) <= KNOWN.keys():
        found.append(
            Refusal("facts", "Có trả lời không nằm trong danh sách.", remedy="Hãy chọn Có, Không hoặc Chưa rõ.")
        )
    checks = {REFUSE: _faults_of_refusal, PASS_ON: _faults_of_passing, MEET: _faults_of_vote, DECIDE: _faults_of_ruling}
    if code == ANNOUNCE and Outcome.objects.filter(case=case, cancelled_by=None).exists():
        found += _faults_of_announcement(case, given)
    return found + (checks[code](case, given) if code in checks else [])


def _faults_of_refusal(case: Case, given: Given) -> list[Refusal]:
    grounds = grounds_of(case, given.known())
    if any(one.answer.verdict == NO for one in grounds):
        return []
    if not grounds:
        told = "Không có lý do nào để không giải quyết khiếu nại này."
        return [Refusal("no-ground", told, remedy="Hãy giải quyết.")]
    ground = ground_of(case, REFUSE)
    if ground is not None and ground.vouched_by is not None:
        return []
    told = "Lý do không giải quyết còn chưa rõ: " + "; ".join(one.words for one in grounds) + "."
    remedy = (
        "Một cán bộ nêu điều, văn bản; một cán bộ khác xác nhận. Chưa rõ thì không tính bất lợi cho người khiếu nại. "
        + OR_VERIFIED
    )
    return [Refusal("unknown", told, remedy=remedy)]


def _faults_of_passing(case: Case, given: Given) -> list[Refusal]:
    if given.to is not None and given.to in {number for number, _name in others_of(case, given.on)}:
        return []
    return [Refusal("to", "Chưa chọn nơi giải quyết.", remedy="Hãy chọn cấp có thẩm quyền trong danh sách.")]


def _faults_of_vote(_case: Case, given: Given) -> list[Refusal]:
    if given.count is None:
        return [Refusal("count", "Chưa ghi kết quả bỏ phiếu.", remedy="Hãy ghi như trong biên bản kiểm phiếu.")]
    found = given.count.faults()
    if given.whole < given.count.issued:
        told = "Số phiếu phát ra nhiều hơn số ủy viên."
        found.append(Refusal("whole", told, remedy="Hãy xem lại biên bản kiểm phiếu."))
    return found


def _faults_of_ruling(case: Case, given: Given) -> list[Refusal]:
    if given.outcome not in OUTCOMES:
        return [Refusal("outcome", "Kết quả này không có trong danh sách.", remedy="Hãy chọn trong danh sách.")]
    forms = {code for code, _words in forms_instead(appeal_of(case).source, given.on)}
    if given.outcome == CHANGED and given.form not in forms:
        told = "Chưa chọn hình thức thay cho hình thức bị khiếu nại."
        return [Refusal("form", told, remedy="Hãy chọn hình thức ghi trong quyết định.")]
    vote = vote_of(case)
    answer = weighed(case, vote, given.outcome, given.form) if vote else None
    if answer is not None and answer.verdict == "no":
        remedy = "Hãy xem lại biên bản kiểm phiếu; kết quả là kết quả đủ phiếu."
        return [Refusal("vote", answer.reason, str(answer.citation or ""), remedy)]
    return []


def _faults_of_announcement(case: Case, given: Given) -> list[Refusal]:
    return faults_of_ruling(appeal_of(case).source, _ruling(case, given.on))


def others_of(case: Case, on: date) -> list[tuple[int, str]]:
    """To whom an appeal can be passed on: whoever rules next, without the one that has it."""
    found = next_instance(appeal_of(case).source, decision_of(case), on)
    body = parties_of(case.pk)[BODY].organisation
    return [(place.organisation, place.name) for place in found.places if place.organisation != body]


def issuer_of(case: Case) -> Issuer:
    """The organ that signs the papers of an appeal: the inspection commission of the body."""
    return Issuer(parties_of(case.pk)[BODY].organisation or 0, ISSUES_AS)


def _taken(case: Case, code: str, given: Given, papers: Sequence[NewPaper]) -> Taken:
    data = _data(case, code, given)
    if code == PASS_ON:
        # The case itself goes to the other body, which acknowledges it anew; nobody there has it open until two give it to somebody.
        return Taken(code, given.on, data, papers=papers, parties=[Who(BODY, given.to)], leads_to=("acknowledged",))
    count = given.count if code == MEET else None
    return Taken(code, given.on, data, papers=papers, count=count, whole=given.whole if count else 0)


def _data(case: Case, code: str, given: Given) -> dict[str, Plain]:
    if code in WITH_FACTS:
        told: dict[str, Plain] = {"facts": {one: given.facts.get(one, "unknown") for one in ASKED}}
        if code == REFUSE:
            told["grounds"] = [[one.code, one.answer.verdict] for one in grounds_of(case, given.known())]
        return told
    if code == DECIDE:
        return {"outcome": given.outcome, "form": given.form if given.outcome == CHANGED else ""}
    return {}


def _ruling(case: Case, announced_on: date) -> Ruling:
    told, body = Outcome.objects.get(case=case, cancelled_by=None), parties_of(case.pk)[BODY].organisation or 0
    return Ruling(told.outcome, told.number, told.dated, names([body]).get(body, ""), announced_on, told.form)


def awaits(case: Case, code: str) -> bool:
    """Does that step wait?"""
    return Deadline.objects.filter(case=case, step=code, cancelled_by=None).exists()
