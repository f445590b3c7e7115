"""A document as a PDF, for looking at before it is signed and for printing: the same content, the same layout, letters embedded."""

from liemchinh.papers.composing import Document
from liemchinh.papers.typesetting import around, typeset


def as_pdf(document: Document) -> bytes:
    """The bytes of the file; the same document gives the same bytes."""
    lines = [{"part": one.part, "text": one.text, "label": one.label} for one in document.paragraphs]
    return typeset(__package__, "paper.typ", {**around(document, title=document.number), "paragraphs": lines})
