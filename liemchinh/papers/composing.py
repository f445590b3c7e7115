"""A document put together: how its organ is written, its wording with the fields filled, its layout. The same content for DOCX and PDF."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liemchinh.papers.issuers import Heading
from liemchinh.web.dates import show_long
from regulations.issuing import DocumentType, Organ
from regulations.layouts import Layout
from regulations.wordings import UNPRINTABLE, Wording, fill

# Where the records hold nothing: room to write by hand.
BLANK = "…" * 10
LETTER, MINUTES = "letter", "minutes"
_ARTICLE = re.compile(r"(Điều \d+\.)\s*(.*)", re.DOTALL)
MIDDLE = "= "
THREE = ("Người ghi biên bản", "Người kiểm phiếu", "Trưởng ban kiểm phiếu")
TWO = ("Người ghi biên bản", "Chủ trì")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body: `part` says how it looks ("basis", "body", "heading"); `label` begins it in bold ("Điều 1.")."""

    part: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the authority line ("T/M BAN KIỂM SOÁT") if any, the title, the name if it is known."""

    authority: str
    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that stands on the paper, as text; `layout` says how it looks. `type_name` "": an official letter."""

    layout: Layout
    title: str
    above: str
    issuer: str
    number: str
    dated: str
    type_name: str
    abstract: str
    paragraphs: tuple[Paragraph, ...]
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """What a document is issued with: number as written, day, how the organ is written, the organ itself, the name of its head."""

    number: str
    on: date
    heading: Heading
    organ: Organ
    type: DocumentType
    head: str = ""

    def facts(self) -> dict[str, str]:
        """The fields that the document itself fills."""
        return {
            "so": self.number,
            "ngay": show_long(self.on),
            "dia_danh": self.heading.place,
            "co_quan": self.heading.name,
            "co_quan_tren": self.heading.above,
        }


def compose(wording: Wording, issue: Issue, facts: Mapping[str, str], layout: Layout) -> Document:
    """The document; what nobody recorded is left blank to be written in by hand."""
    told = {**facts, **{key: value for key, value in issue.facts().items() if value}}
    told = {name: "\n".join(map(printable, value.splitlines())) for name, value in told.items()}
    # A field of several lines becomes as many paragraphs.
    lines = {
        key: [
            part for line in text.splitlines() if line.strip() for part in fill(line.strip(), told, BLANK).splitlines()
        ]
        for key, text in wording.blocks().items()
    }
    is_letter = issue.type.code == LETTER
    return Document(
        layout=layout,
        title=layout.words["title"],
        above=printable(issue.heading.above),
        issuer=printable(issue.heading.name),
        number=layout.words["number"].format(number=issue.number),
        dated=layout.words["dated"].format(place=printable(issue.heading.place) or BLANK, day=show_long(issue.on)),
        type_name="" if is_letter else issue.type.title,
        abstract=" ".join(lines["abstract"]),
        paragraphs=(*(Paragraph("basis", line) for line in lines["basis"]), *map(_paragraph, lines["body"])),
        signatures=_signatures(wording, issue, layout),
        recipients=tuple(lines["recipients"]),
    )


def printable(text: str) -> str:
    """The text without what no paper can show and no file may hold: control signs, halves of characters, what is no character."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in UNPRINTABLE)


def _paragraph(line: str) -> Paragraph:
    if line.startswith(MIDDLE):
        return Paragraph("heading", line.removeprefix(MIDDLE))
    article = _ARTICLE.fullmatch(line)
    return Paragraph("body", article[2], article[1]) if article else Paragraph("body", line)


def _signatures(wording: Wording, issue: Issue, layout: Layout) -> tuple[Signature, ...]:
    if wording.signers == "three":
        return tuple(Signature("", title) for title in THREE)
    if wording.signers == "chair_and_secretary":
        return tuple(Signature("", title) for title in TWO)
    authority = layout.words["collective"].format(organ=printable(issue.heading.name)) if issue.organ.collective else ""
    return (Signature(authority, issue.organ.head_title, issue.head),)
