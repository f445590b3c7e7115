"""What a step says, and everything that is missing in it whatever the rules answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from liemchinh.casework.kinds import case_kind
from liemchinh.casework.steps import NewPaper
from liemchinh.discipline import asking
from liemchinh.discipline.ballots import NewBallot, counted, faults_of_ballot
from liemchinh.discipline.bodies import bodies_between, has_new_body, organs_of, posts_held
from liemchinh.discipline.cases import BRANCH, KIND
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.kept import is_decided
from liemchinh.discipline.suspended import faults_of_ending
from liemchinh.discipline.words import CAUSES, EXPIRED, HEARD, NOTICED, ends_posts
from liemchinh.papers.issuers import COMMITTEE, Issuer
from liemchinh.papers.of_steps import NO_PAPER, Choice, StepPapers, draw_papers
from regulations.answers import Refusal

MEETINGS = ("branch_meeting", "body_meeting")
# Steps of which minutes are kept, with or without a number.
MINUTED = ("announced", "delivered", "refused")


@dataclass(frozen=True, slots=True)
class Given:
    """A step as it is told: its day, its papers, and what its kind says besides. `history`: it is recorded as it
    happened, with all that speaks against it beside it.

    `form`: as the decision has it. `to`, `organ`: whom a proposal goes to. `reviewer`: which body between examined it. `noticed`: codes of
    NOTICED. `warned`: the person was told that not taking the paper may
    cost the appeal. `posts`: the seats and offices a removal ends.
    """

    on: date
    papers: Choice = NO_PAPER
    form: str = ""
    ballot: NewBallot | None = None
    heard: str = ""
    clause: str = ""
    ask_again_on: date | None = None
    cause: str = ""
    to: int = 0
    organ: str = ""
    reviewer: int = 0
    noticed: tuple[str, ...] = ()
    warned: bool = False
    posts: tuple[int, ...] = ()
    history: bool = False


def issuer_of(case: Folder, code: str = "", given: Given | None = None) -> Issuer:
    """Whose paper that of a step is: the organ that acts, or who examined it between."""
    if code == "examined" and given is not None:
        return Issuer(given.reviewer)
    organ = "inspection" if case.facts.organ == "inspection_commission" else COMMITTEE
    return Issuer(case.body, organ)


def papers_for(case: Folder, code: str, given: Given) -> tuple[StepPapers, list[Refusal]]:
    """The papers of a step as they are numbered, or every reason against them; minutes stand there without a number too.

    Needs what `draw_papers` needs.
    """
    issuer = issuer_of(case, code, given)
    drawn, found = draw_papers(KIND, code, given.on, given.papers, issuer)
    if given.papers.dated and given.papers.dated > given.on:
        said = "Ngày ghi trên văn bản sau ngày làm bước này."
        found = [*found, Refusal("dated", said, remedy="Hãy xem lại hai ngày.")]
    if code == "not_sanctioned":
        wanted = "discipline_expired" if given.cause == EXPIRED else "discipline_none"
        found = [
            *found,
            *_unless_listed(
                {*given.papers.documents} <= {wanted}, "notice", "Thông báo này không hợp với lý do đã chọn."
            ),
        ]
        drawn = replace(drawn, papers=[replace(one, kind=wanted) for one in drawn.papers])
    if code in MINUTED and not drawn.papers:
        kind = case_kind(KIND).procedure.step(code, given.on).makes[0]
        drawn = replace(drawn, papers=[NewPaper(kind, "", given.on, issuer.organisation)])
    return drawn, found


def voters_of(case: Folder, code: str) -> int:
    """Who votes at a meeting: the branch of the member, or the body that acts; a branch that decides itself is that body."""
    branch = case.parties.get(BRANCH)
    below = code == "branch_meeting" and branch is not None and case.facts.organ != "branch"
    return (branch.organisation or 0) if below and branch is not None else case.body


def faults_of_given(case: Folder, code: str, given: Given) -> list[Refusal]:
    """Everything that is missing or cannot be in what a step says; no step of history is recorded with these either."""
    found = _faults_of_meeting(case, code, given) if code in MEETINGS else []
    missing = _MISSING.get(code)
    return found + (missing(case, given) if missing else [])


def _faults_of_meeting(case: Folder, code: str, given: Given) -> list[Refusal]:
    found = [] if not given.heard else _faults_of_hearing(case, given)
    if given.ballot is None:
        return found
    is_branch = code == "branch_meeting"
    told = counted(given.ballot, voters_of(case, code), given.on, is_branch=is_branch)
    return found + faults_of_ballot(told, tuple(asking.forms_for(case, given.on)), is_branch=is_branch)


def _faults_of_hearing(_case: Folder, given: Given) -> list[Refusal]:
    return _unless_listed(given.heard in HEARD, "heard", "Chưa chọn đã nghe trình bày bằng cách nào.")


def _faults_of_deferral(case: Folder, given: Given) -> list[Refusal]:
    options = case.book.options("deferral.clauses")
    found = _unless_listed(given.clause in options, "clause", "Chưa chọn điều khoản cho phép chưa xem xét kỷ luật.")
    if case.deferral is not None:
        said = "Việc này đang chưa được xem xét."
        found.append(Refusal("deferred-before", said, remedy="Ghi bước “tiếp tục xem xét” trước."))
    if given.ask_again_on is None or given.ask_again_on <= given.on:
        said = "Chưa ghi ngày hỏi lại, hoặc ngày ấy không sau ngày này."
        found.append(
            Refusal("ask-again", said, remedy="Hãy ghi ngày cơ quan sẽ hỏi lại; không ghi hoàn cảnh của người đó.")
        )
    return found


def _faults_of_proposal(case: Folder, given: Given) -> list[Refusal]:
    body = case.body
    above = given.to != body and case.register.depth_below(body, given.to, given.on) is not None
    if above and given.organ in organs_of(case.register.category_on(given.to, given.on)):
        return []
    said = "Chưa chọn cơ quan cấp trên để đề nghị."
    return [Refusal("proposed-to", said, remedy="Hãy chọn một tổ chức cấp trên và cơ quan của tổ chức ấy.")]


def _faults_of_decision(case: Folder, given: Given) -> list[Refusal]:
    forms = asking.forms_for(case, given.on)
    found = _unless_listed(given.form in forms, "form", "Chưa chọn hình thức ghi trong quyết định.")
    if is_decided(case.sanction, case.body):
        said = "Việc này đã có quyết định kỷ luật."
        found.append(Refusal("decided-before", said, remedy="Mỗi vi phạm chỉ xử lý một lần."))
    removed = posts_held(case.register, case.subject.person, given.on) if ends_posts(given.form) else ()
    held = {row.pk for row in removed}
    if set(given.posts) - held or (held and not given.posts):
        said = "Chưa chọn chức vụ bị cách, hoặc có chức vụ người này không giữ vào ngày đó."
        found.append(Refusal("posts", said, remedy="Hãy chọn những chức vụ ghi trong quyết định."))
    return found


def _faults_of_cause(_case: Folder, given: Given) -> list[Refusal]:
    return _unless_listed(given.cause in CAUSES, "cause", "Chưa chọn vì sao không thi hành kỷ luật.")


def _faults_of_examination(case: Folder, given: Given) -> list[Refusal]:
    listed = given.reviewer in bodies_between(case, given.on)
    return _unless_listed(listed, "reviewer", "Chưa chọn cấp trung gian đã xem xét.")


def _faults_of_taking_over(case: Folder, _given: Given) -> list[Refusal]:
    if has_new_body(case):
        return []
    said = "Tổ chức tiến hành việc này không đổi từ bước trước."
    return [Refusal("not-taken-over", said, remedy="Bước này chỉ ghi khi tổ chức cũ đã kết thúc hoạt động.")]


def _faults_of_putting_above(case: Folder, given: Given) -> list[Refusal]:
    held = case.sanction
    if held is None or not held.withheld or not is_decided(case.sanction, case.body):
        said = "Không có quyết định nào không có hiệu lực cần trình cấp trên."
        return [Refusal("not-withheld", said, remedy="Hãy mở lại trang.")]
    return _faults_of_proposal(case, given)


def _faults_of_notice(_case: Folder, given: Given) -> list[Refusal]:
    listed = bool(given.noticed) and not set(given.noticed) - NOTICED.keys()
    return _unless_listed(listed, "noticed", "Chưa chọn nơi được đề nghị xử lý.")


def _faults_of_refusal(_case: Folder, given: Given) -> list[Refusal]:
    if given.warned:
        return []
    said = "Chưa nói rõ với người bị kỷ luật rằng không nhận quyết định có thể làm mất quyền khiếu nại."
    return [Refusal("warned", said, remedy="Hãy nói rõ điều đó trước; chỉ lập biên bản nếu người đó vẫn không nhận.")]


_MISSING: Mapping[str, Callable[[Folder, Given], list[Refusal]]] = {
    "heard": _faults_of_hearing, "examined": _faults_of_examination, "taken_over": _faults_of_taking_over,
    "put_above": _faults_of_putting_above, "cross_noticed": _faults_of_notice,
    "deferred": _faults_of_deferral, "proposed": _faults_of_proposal,
    "decided": _faults_of_decision, "not_sanctioned": _faults_of_cause, "refused": _faults_of_refusal,
    "closed": lambda case, _given: faults_of_ending(case),
}  # fmt: skip


def _unless_listed(listed: bool, code: str, said: str) -> list[Refusal]:
    return [] if listed else [Refusal(code, said, remedy="Hãy chọn một mục trong danh sách.")]
