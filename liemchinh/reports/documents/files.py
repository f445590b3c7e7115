"""A report as a file that leaves the house: of a signed one what was signed, of another what it says now."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.figures.workbooks import XLSX
from liemchinh.journal import clock
from liemchinh.papers.issuers import Issuer
from liemchinh.reports import filling
from liemchinh.reports.content import Content, from_bytes
from liemchinh.reports.documents.framing import Framed, Sealed, frame
from liemchinh.reports.documents.printed import as_pdf
from liemchinh.reports.documents.word import as_docx
from liemchinh.reports.documents.workbook import as_xlsx
from liemchinh.reports.handed import snapshot_of, steps_of
from liemchinh.reports.models import Report
from liemchinh.reports.own_templates import template_on
from liemchinh.reports.words import SIGNED

DOCX, PDF = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/pdf"
KINDS: Mapping[str, tuple[Callable[[Framed], bytes], str]] = {
    "docx": (as_docx, DOCX),
    "xlsx": (as_xlsx, XLSX),
    "pdf": (as_pdf, PDF),
}


def content_of(report: Report, actor: Actor) -> Content:
    """What a report says: what was signed, or what it says now, as far as this actor may see of figures."""
    frozen = snapshot_of(report)
    return from_bytes(bytes(frozen.content)) if frozen else filling.filled_report(report, actor).content


def framed(report: Report, actor: Actor) -> Framed:
    """A report with what stands around it on paper, dated when it was signed, else today, on the page of Word of its office then."""
    frozen, (organ, kind) = snapshot_of(report), filling.issued(report)
    signed = next((step for step in reversed(steps_of(report)) if step.kind == SIGNED), None) if frozen else None
    on: date = signed.on if signed else clock.today()
    sealed = Sealed(frozen.code, frozen.head, frozen.head_hash) if frozen else None
    content = content_of(report, actor)
    made = frame(content, organ=organ, kind=kind, on=on, number=signed.number if signed else "", sealed=sealed)
    own = template_on(Issuer(report.organisation_id, organ), on, before=frozen.recorded_by if frozen else None)
    return replace(made, template=bytes(own.content)) if own else made
