"""A document as an answer to a browser: for the pages of rooms that have said who may read it and have noted the reading."""

from django.http import HttpResponse

from liemchinh.papers.composing import Document
from liemchinh.papers.issuing import DOCX, PDF, as_file, document_of
from liemchinh.papers.models import Number

TYPES = {PDF: "application/pdf", DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


def paper_answer(row: Number, form: str) -> HttpResponse:
    """The document of a numbered paper as "pdf" or "docx"; refuses what `issuing.document_faults` refuses."""
    return file_answer(document_of(row), f"van-ban-{row.pk}", form)


def file_answer(document: Document, name: str, form: str) -> HttpResponse:
    """The file, kept by no browser and no proxy."""
    form = form if form in TYPES else PDF
    response = HttpResponse(as_file(document, form), content_type=TYPES[form])
    response["Content-Disposition"] = f'inline; filename="{name}.{form}"'
    response["Cache-Control"] = "no-store"
    return response
