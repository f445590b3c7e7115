"""Papers of cases: a number drawn for a step, written with it, and the document made from the records. For rooms that have said who may."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.casework.steps import NewPaper
from liemchinh.members.holders import post_holders
from liemchinh.members.queries import names
from liemchinh.papers.composing import Document, Issue, compose
from liemchinh.papers.declaring import NUMBERS, declaration_for, faults_of_holding
from liemchinh.papers.facts import facts_of
from liemchinh.papers.issuers import Heading, Issuer, issuing, letterhead_on
from liemchinh.papers.models import Number
from liemchinh.papers.services import Drawn, draw_number, keep_number, stands
from liemchinh.papers.wordings import code_for, shipped, wording_on
from regulations.answers import Refusal, Refused
from regulations.layouts import layout_on

DOCX, PDF = "docx", "pdf"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper of a step: which document of the charter's wordings, of which organ, dated when. `kind`: as the procedure calls the paper.

    `secret`: it bears a secrecy mark; the product then keeps number, day and where it lies, and makes no document.
    """

    issuer: Issuer
    document: str
    on: date
    kind: str = "decision"
    secret: bool = False
    lies_at: str = ""


@dataclass(frozen=True, slots=True)
class DrawnPaper:
    """A paper that has its number and is not written yet. `paper` goes into the step (`Taken.papers`)."""

    wanted: Wanted
    drawn: Drawn

    @property
    def paper(self) -> NewPaper:
        """The paper as casework keeps it."""
        return NewPaper(self.wanted.kind, self.drawn.written, self.wanted.on, self.wanted.issuer.organisation)


def draw_paper(wanted: Wanted, before: Iterable[DrawnPaper] = ()) -> DrawnPaper:
    """The number of a paper. Needs an open transaction that already holds its case (`casework.locking.hold_case`), if there is one.

    `before`: papers of the same step that were drawn already. Refuses, all reasons at once, where nothing was declared, and what
    `services.draw_number` refuses.
    """
    faults = faults_of_holding(wanted.issuer.organisation)
    try:
        earlier = [one.drawn for one in before]
        drawn = draw_number(wanted.issuer, shipped()[wanted.document].type, wanted.on, earlier)
    except Refused as refused:
        raise Refused([*faults, *refused.refusals]) from refused
    if faults:
        raise Refused(faults)
    return DrawnPaper(wanted, drawn)


def issue_paper(drawn: DrawnPaper, case: Case | None, step: str, *, actor: Actor) -> Number:
    """Writes the number, after what it is for was done; with a case its entry stands in the book of the case alone."""
    wanted = drawn.wanted
    return keep_number(
        drawn.drawn, case=case.pk if case else None, step=step, kind=wanted.document, secret=wanted.secret,
        lies_at=wanted.lies_at, actor=actor,
    )  # fmt: skip


def document_faults(row: Number) -> list[Refusal]:
    """Every reason why no document is made of a number: not of a case, secret, voided, or nothing declared that allows it."""
    if row.case_id is None or row.kind not in shipped():
        return [Refusal("no-document", f"Số {row.written} không có mẫu văn bản.", remedy="Văn bản này lập ngoài máy.")]
    found = faults_of_file(row)
    if not stands(row):
        said = f"Bước có văn bản {row.written} đã hủy."
        found.append(Refusal("step-cancelled", said, remedy="Số ấy bỏ ở sổ văn bản, lý do: bước có văn bản đã hủy."))
    return found


def faults_of_file(row: Number) -> list[Refusal]:
    """Every reason why no file is made of a document with this number: secret, voided, or nothing declared that allows it."""
    found = faults_of_holding(row.organisation_id)
    if row.is_secret:
        said = f"Văn bản {row.written} đóng dấu mật: máy chỉ giữ số, ngày và nơi để."
        found.append(Refusal("secret", said, remedy="Văn bản mật lập trên máy dành cho việc ấy."))
    if row.voided_by is not None:
        found.append(Refusal("voided", f"Số {row.written} đã được bỏ.", remedy="Hãy lấy số khác."))
    declared = declaration_for(row.organisation_id)
    if declared is not None and declared.holds == NUMBERS:
        said = "Theo khai báo, máy này chỉ giữ số, ngày và nơi để của văn bản vụ việc."
        found.append(Refusal("numbers-only", said, remedy="Văn bản lập ngoài máy; số đã cấp vẫn dùng."))
    return found


def document_of(row: Number, reader: int | None = None) -> Document:
    """The document of a numbered paper, in the words and the layout of its day. Refuses `document_faults`; others say who may.

    `reader`: the person it is addressed to, where it is their copy: of several whom a case is about it names them alone.
    """
    faults = document_faults(row)
    if faults:
        raise Refused(faults)
    return _written(row, facts_of(row, reader))


def document_with(row: Number, facts: Mapping[str, str]) -> Document:
    """The document of a number that is no paper of a case: its room says who may, and what fills it. Refuses `faults_of_file`."""
    if faults := faults_of_file(row):
        raise Refused(faults)
    return _written(row, facts)


def _written(row: Number, facts: Mapping[str, str]) -> Document:
    on = row.dated or date.min
    issuer = Issuer(row.organisation_id, row.organ)
    told = letterhead_on(issuer, on)
    heading = Heading(told.symbol, told.name, told.above, told.place) if told else Heading("", "")
    issue = Issue(row.written, on, heading, issuing().organs[row.organ], issuing().types[row.type], _head(issuer, on))
    wording = wording_on(row.organisation_id, code_for(row.kind, facts), on)
    return compose(wording, issue, facts, layout_on(settings.CHARTER, on))


def example_of(
    issuer: Issuer, document: str, on: date, facts: Mapping[str, str], blocks: Mapping[str, str] | None = None
) -> Document:
    """A document with made-up facts, to look at a wording; `blocks`: words that are not kept yet."""
    wording = wording_on(issuer.organisation, document, on)
    wording = wording.with_blocks(blocks) if blocks else wording
    organ, kind = issuing().organs[issuer.organ], issuing().types[wording.type]
    told = letterhead_on(issuer, on)
    heading = Heading(told.symbol, told.name, told.above, told.place) if told else Heading("…", organ.title)
    number = f"05-{kind.symbol}/{heading.symbol}"
    made = compose(wording, Issue(number, on, heading, organ, kind), facts, layout_on(settings.CHARTER, on))
    return replace(made, number=f"{made.number} (mẫu)")


def as_file(document: Document, form: str) -> bytes:
    """The document as "docx" or "pdf"."""
    # Both libraries are large and rarely needed: they are read when the first document is made.
    if form == DOCX:
        from liemchinh.papers.docx_file import as_docx

        return as_docx(document)
    from liemchinh.papers.pdf_file import as_pdf

    return as_pdf(document)


def _head(issuer: Issuer, on: date) -> str:
    """The name of whoever heads the organ on a day by the register of posts; "" where that is nobody or not one alone."""
    post = issuing().organs[issuer.organ].head
    held = post_holders(issuer.organisation, on).filter(post=post).values_list("person_id", flat=True) if post else []
    people = set(held)
    return names(people).get(next(iter(people)), "") if len(people) == 1 else ""
