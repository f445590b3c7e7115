"""The files of papers addressed to the person a case is about, for their own page."""

from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.papers.issuing import DOCX, PDF, document_faults
from liemchinh.papers.to_people import papers_to
from liemchinh.web.contributions import OwnFile

WORDS = {PDF: "PDF", DOCX: "Word"}


def own_files(actor: Actor, case: Case) -> list[OwnFile]:
    """Each paper that is addressed to them and has a file, in both forms; one with a secrecy mark has none."""
    return [
        OwnFile(row.kind, row.written, words, reverse("papers:own-file", args=[row.pk, form]))
        for row in papers_to(case, actor)
        if not document_faults(row)
        for form, words in WORDS.items()
    ]
