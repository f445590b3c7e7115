"""What a step says, and everything that is missing in it whatever the rules answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.steps import NewPaper, parties_of
from liemchinh.discipline import asking
from liemchinh.discipline.ballots import NewBallot, counted, faults_of_ballot
from liemchinh.discipline.bodies import body_of, category_on, organs_of, posts_held, subject_of
from liemchinh.discipline.cases import BRANCH, KIND
from liemchinh.discipline.models import LONGEST_NUMBER, Deferral, Sanction
from liemchinh.discipline.words import CAUSES, HEARD
from liemchinh.organisations.queries import subtree
from liemchinh.web.text import clean
from regulations.answers import Refusal

MEETINGS = ("branch_meeting", "body_meeting")


@dataclass(frozen=True, slots=True)
class Given:
    """A step as it is told: its day, number and day of its paper, and what its kind says besides. `history`: it is recorded as it
    happened, with all that speaks against it beside it.

    `form`: as the decision has it. `to`, `organ`: whom a proposal goes to. `warned`: the person was told that not taking the paper may
    cost the appeal. `posts`: the seats and offices a removal ends.
    """

    on: date
    number: str = ""
    dated: date | None = None
    form: str = ""
    ballot: NewBallot | None = None
    heard: str = ""
    clause: str = ""
    ask_again_on: date | None = None
    cause: str = ""
    to: int = 0
    organ: str = ""
    warned: bool = False
    posts: tuple[int, ...] = ()
    history: bool = False


def papers_of(case: Case, code: str, given: Given) -> list[NewPaper]:
    """The paper of a step, as the procedure calls it."""
    step, number = case_kind(KIND).procedure.step(code, given.on), clean(given.number)
    kinds = step.papers or step.makes[:1]
    return [NewPaper(kind, number, given.dated or given.on, body_of(case)) for kind in kinds] if number else []


def voters_of(case: Case, code: str) -> int:
    """Who votes at a meeting: the branch of the member, or the body that acts."""
    parties = parties_of(case.pk)
    return (parties[BRANCH].organisation or 0) if code == "branch_meeting" and BRANCH in parties else body_of(case)


def faults_of_given(case: Case, code: str, given: Given) -> list[Refusal]:
    """Everything that is missing or cannot be in what a step says; no step of history is recorded with these either."""
    found = _faults_of_paper(code, given)
    if code in MEETINGS:
        found += _faults_of_meeting(case, code, given)
    missing = _MISSING.get(code)
    return found + (missing(case, given) if missing else [])


def _faults_of_paper(code: str, given: Given) -> list[Refusal]:
    number, found = clean(given.number), []
    needs = case_kind(KIND).procedure.step(code, given.on).papers
    if (needs and not number) or len(number) > LONGEST_NUMBER:
        said = f"Chưa ghi số, ký hiệu văn bản, hoặc dài quá {LONGEST_NUMBER} ký tự."
        found.append(Refusal("number", said, remedy="Hãy ghi như trên văn bản."))
    if given.dated and given.dated > given.on:
        said = "Ngày ghi trên văn bản sau ngày làm bước này."
        found.append(Refusal("dated", said, remedy="Hãy xem lại hai ngày."))
    return found


def _faults_of_meeting(case: Case, code: str, given: Given) -> list[Refusal]:
    found = [] if not given.heard else _faults_of_hearing(case, given)
    if given.ballot is None:
        return found
    is_branch = code == "branch_meeting"
    told = counted(given.ballot, voters_of(case, code), given.on, is_branch=is_branch)
    return found + faults_of_ballot(told, tuple(asking.forms_for(case, given.on)), is_branch=is_branch)


def _faults_of_hearing(_case: Case, given: Given) -> list[Refusal]:
    return _unless_listed(given.heard in HEARD, "heard", "Chưa chọn đã nghe trình bày bằng cách nào.")


def _faults_of_deferral(case: Case, given: Given) -> list[Refusal]:
    options = asking.rules_of(case).parameters["deferral.clauses"].options
    found = _unless_listed(given.clause in options, "clause", "Chưa chọn điều khoản cho phép chưa xem xét kỷ luật.")
    if Deferral.objects.filter(case=case, cancelled_by=None, ended_by=None).exists():
        said = "Việc này đang chưa được xem xét."
        found.append(Refusal("deferred-before", said, remedy="Ghi bước “tiếp tục xem xét” trước."))
    if given.ask_again_on is None or given.ask_again_on <= given.on:
        said = "Chưa ghi ngày hỏi lại, hoặc ngày ấy không sau ngày này."
        found.append(
            Refusal("ask-again", said, remedy="Hãy ghi ngày cơ quan sẽ hỏi lại; không ghi hoàn cảnh của người đó.")
        )
    return found


def _faults_of_proposal(case: Case, given: Given) -> list[Refusal]:
    body = body_of(case)
    above = given.to != body and subtree([given.to], given.on).filter(descendant_id=body).exists()
    if above and given.organ in organs_of(category_on(given.to, given.on)):
        return []
    said = "Chưa chọn cơ quan cấp trên để đề nghị."
    return [Refusal("proposed-to", said, remedy="Hãy chọn một tổ chức cấp trên và cơ quan của tổ chức ấy.")]


def _faults_of_decision(case: Case, given: Given) -> list[Refusal]:
    forms = asking.forms_for(case, given.on)
    found = _unless_listed(given.form in forms, "form", "Chưa chọn hình thức ghi trong quyết định.")
    if Sanction.objects.filter(case=case, cancelled_by=None).exists():
        said = "Việc này đã có quyết định kỷ luật."
        found.append(Refusal("decided-before", said, remedy="Mỗi vi phạm chỉ xử lý một lần."))
    removed = posts_held(subject_of(case).person, given.on) if given.form == "removal" else ()
    held = {row.pk for row in removed}
    if set(given.posts) - held or (held and not given.posts):
        said = "Chưa chọn chức vụ bị cách, hoặc có chức vụ người này không giữ vào ngày đó."
        found.append(Refusal("posts", said, remedy="Hãy chọn những chức vụ ghi trong quyết định."))
    return found


def _faults_of_cause(_case: Case, given: Given) -> list[Refusal]:
    return _unless_listed(given.cause in CAUSES, "cause", "Chưa chọn vì sao không thi hành kỷ luật.")


def _faults_of_refusal(_case: Case, given: Given) -> list[Refusal]:
    if given.warned:
        return []
    said = "Chưa nói rõ với người bị kỷ luật rằng không nhận quyết định có thể làm mất quyền khiếu nại."
    return [Refusal("warned", said, remedy="Hãy nói rõ điều đó trước; chỉ lập biên bản nếu người đó vẫn không nhận.")]


_MISSING: Mapping[str, Callable[[Case, Given], list[Refusal]]] = {
    "heard": _faults_of_hearing, "deferred": _faults_of_deferral, "proposed": _faults_of_proposal,
    "decided": _faults_of_decision, "not_sanctioned": _faults_of_cause, "refused": _faults_of_refusal,
}  # fmt: skip


def _unless_listed(listed: bool, code: str, said: str) -> list[Refusal]:
    return [] if listed else [Refusal(code, said, remedy="Hãy chọn một mục trong danh sách.")]
