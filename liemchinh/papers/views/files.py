"""A document as an answer to a browser: to whoever its case is open to, and to the person it is addressed to; the reading kept first."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.reading import case_or_404
from liemchinh.papers.composing import Document
from liemchinh.papers.issuing import DOCX, PDF, as_file, document_of
from liemchinh.papers.models import Number
from liemchinh.papers.queries import paper_of_a_case
from liemchinh.papers.to_people import paper_to

TYPES = {PDF: "application/pdf", DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@require_safe
def file(request: SignedRequest, number: int, form: str) -> HttpResponse:
    """The file of a paper, for whoever its case is open to."""
    row = paper_of_a_case(number)
    if row is None:
        raise Http404
    case_or_404(request.actor, row.case_id or 0)
    return paper_answer(row, form)


@require_safe
def own_file(request: SignedRequest, number: int, form: str) -> HttpResponse:
    """The reader's own copy of a paper that is addressed to them."""
    row = paper_to(request.actor, number)
    if row is None:
        raise Http404
    return paper_answer(row, form, request.actor.person_id)


def paper_answer(row: Number, form: str, reader: int | None = None) -> HttpResponse:
    """The document of a numbered paper as "pdf" or "docx", for a person their copy; refuses what `issuing.document_faults` refuses."""
    return file_answer(document_of(row, reader), f"van-ban-{row.pk}", form)


def file_answer(document: Document, name: str, form: str) -> HttpResponse:
    """The file, kept by no browser and no proxy."""
    form = form if form in TYPES else PDF
    response = HttpResponse(as_file(document, form), content_type=TYPES[form])
    response["Content-Disposition"] = f'inline; filename="{name}.{form}"'
    response["Cache-Control"] = "no-store"
    return response
