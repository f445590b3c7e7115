"""The papers of a step: numbered and made here, only numbered under a secrecy mark, or typed as they stand on paper.

An act of a case that is no step of it, as a suspension, has one paper at most.

For rooms that have said who may; all in the transaction of the step, so that no number is ever given for a step that was not taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.steps import NewPaper
from liemchinh.members.reasons import Words
from liemchinh.papers.declaring import faults_of_holding
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.issuing import DrawnPaper, Wanted, draw_paper, issue_paper
from liemchinh.papers.services import faults_of_series
from liemchinh.papers.wordings import shipped
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.procedures import DocumentKind

HERE, SECRET, OUTSIDE, NONE = "here", "secret", "outside", "none"
WAYS: Mapping[str, Words] = {
    HERE: _("Máy cấp số và lập văn bản theo mẫu"),
    SECRET: _("Văn bản đóng dấu mật: máy chỉ cấp số, giữ ngày và nơi để"),
    OUTSIDE: _("Văn bản đã có số trên giấy, hoặc từ nơi khác gửi đến"),
    NONE: _("Bước này không lập văn bản"),
}
LONGEST_NUMBER, LONGEST_PLACE = 60, 120


@dataclass(frozen=True, slots=True)
class Choice:
    """How an officer wants the papers of a step: a code of WAYS; which documents; number and day as typed; where a secret one lies."""

    way: str = NONE
    documents: tuple[str, ...] = ()
    number: str = ""
    dated: date | None = None
    lies_at: str = ""


NO_PAPER = Choice()


def typed(number: str, dated: date | None = None) -> Choice:
    """A paper that has its number already; no number is no paper."""
    return Choice(OUTSIDE, number=number, dated=dated) if clean(number) else NO_PAPER


@dataclass(frozen=True, slots=True)
class StepPapers:
    """The papers of a step that is about to be taken. `papers` goes into `Taken.papers`; `issue` is called once it was taken."""

    papers: Sequence[NewPaper] = ()
    drawn: Sequence[DrawnPaper] = field(default=())

    def issue(self, case: Case, step: str, *, actor: Actor) -> None:
        """Writes the numbers with their case, each with its own entry in the book of the case."""
        for one in self.drawn:
            issue_paper(one, case, step, actor=actor)


def documents_of(kind: str, step: str, on: date) -> list[DocumentKind]:
    """What can be made here for a step: worded documents that the party which takes it draws up itself, by a right it has here."""
    procedure = case_kind(kind).procedure
    text = procedure.step(step, on)
    if text.role not in case_kind(kind).rights:
        return []
    named = [procedure.document(code) for code in dict.fromkeys((*text.papers, *text.makes)) if code in text.makes]
    return [one for one in named if one.code in shipped() and not one.by]


def faults_of_making(issuer: Issuer, on: date) -> list[Refusal]:
    """Every reason why an organ makes no paper of a case here: nothing declared, no symbol or no term recorded for the day."""
    return [*faults_of_holding(issuer.organisation), *faults_of_series(issuer, on)]


def draw_papers(kind: str, step: str, on: date, choice: Choice, issuer: Issuer) -> tuple[StepPapers, list[Refusal]]:
    """The papers of a step with their numbers, or every reason against them, to be told with the room's other reasons.

    Needs an open transaction that holds the case, if there is one yet. A number is nobody else's until the transaction ends; the room
    raises `Refused` where there are reasons, so that none is lost.
    """
    text = case_kind(kind).procedure.step(step, on)
    if choice.way in (HERE, SECRET):
        return _made(kind, step, on, choice, issuer)
    number, found = clean(choice.number) if choice.way == OUTSIDE else "", list[Refusal]()
    if choice.way not in WAYS:
        found.append(Refusal("way", "Chưa chọn văn bản lập thế nào.", remedy="Hãy chọn một dòng trong danh sách."))
    elif not number and (text.papers or choice.way == OUTSIDE):
        found.append(Refusal("number", "Chưa ghi số, ký hiệu văn bản.", remedy="Hãy ghi như trên văn bản."))
    elif len(number) > LONGEST_NUMBER:
        said = f"Số, ký hiệu dài quá {LONGEST_NUMBER} ký tự."
        found.append(Refusal("number-long", said, remedy="Hãy ghi như trên văn bản."))
    kinds = (text.papers or text.makes[:1]) if number else ()
    return StepPapers([NewPaper(one, number, choice.dated or on, issuer.organisation) for one in kinds]), found


def draw_paper_of_act(document: str, on: date, choice: Choice, issuer: Issuer) -> tuple[StepPapers, list[Refusal]]:
    """The one paper of an act that is no step, with its number, or every reason against it. `on`: the day written on it.

    Typed without a number it is no paper: whether the act needs one the room says. Needs what `draw_papers` needs.
    """
    if choice.way not in (HERE, SECRET):
        number = clean(choice.number) if choice.way == OUTSIDE else ""
        return StepPapers([NewPaper(document, number, on, issuer.organisation)] if number else ()), []
    secret = choice.way == SECRET
    found = _faults_of_place(choice)
    if found:
        return StepPapers(), found
    try:
        drawn = draw_paper(Wanted(issuer, document, on, document, secret, clean(choice.lies_at) if secret else ""))
    except Refused as refused:
        return StepPapers(), list(refused.refusals)
    return StepPapers([drawn.paper], [drawn]), []


def _made(kind: str, step: str, on: date, choice: Choice, issuer: Issuer) -> tuple[StepPapers, list[Refusal]]:
    found, secret = _faults_of_choice(kind, step, on, choice), choice.way == SECRET
    drawn: list[DrawnPaper] = []
    if found:
        return StepPapers(), found
    for one in documents_of(kind, step, on):
        if one.code in choice.documents:
            wanted = Wanted(issuer, one.code, on, one.code, secret, clean(choice.lies_at) if secret else "")
            try:
                drawn.append(draw_paper(wanted, drawn))
            except Refused as refused:
                return StepPapers(), list(refused.refusals)
    return StepPapers([one.paper for one in drawn], drawn), []


def _faults_of_choice(kind: str, step: str, on: date, choice: Choice) -> list[Refusal]:
    found, offered = [], [one.code for one in documents_of(kind, step, on)]
    needed = set(case_kind(kind).procedure.step(step, on).papers) & set(offered)
    if not choice.documents or set(choice.documents) - set(offered):
        said = "Chưa chọn lập văn bản nào, hoặc có văn bản không thuộc bước này."
        found.append(Refusal("documents", said, remedy="Hãy đánh dấu văn bản trong danh sách."))
    elif needed - set(choice.documents):
        titles = ", ".join(f"“{shipped()[code].title}”" for code in offered if code in needed)
        found.append(Refusal("document-needed", f"Bước này phải có {titles}.", remedy="Hãy đánh dấu văn bản ấy."))
    return [*found, *_faults_of_place(choice)]


def _faults_of_place(choice: Choice) -> list[Refusal]:
    if choice.way != SECRET or 0 < len(clean(choice.lies_at)) <= LONGEST_PLACE:
        return []
    said = f"Chưa ghi nơi để văn bản mật, hoặc dài quá {LONGEST_PLACE} ký tự."
    return [Refusal("lies-at", said, remedy="Hãy ghi nơi để bản giấy, ví dụ: tủ số 2 phòng văn thư.")]
