"""A report with what stands around it on paper: the head and foot of its organ, its code, the head of the book when it was signed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings

from liemchinh.figures.workbooks import TOO_SMALL, WHY_EMPTY
from liemchinh.papers.composing import BLANK, Document, Signature, printable
from liemchinh.papers.issuers import Heading, Issuer, issuing, letterhead_on, suggestions
from liemchinh.reports.content import Cell, Content, Paragraph, Row, Section, Table
from liemchinh.web.dates import show, show_long
from regulations.layouts import layout_on

DRAFT = "Bản thảo, chưa ký"
# Room to write the number by hand, which line breaks leave whole.
UNNUMBERED = "\u00a0" * 8
# Room to write a place by hand, beside the day in one line.
ROOM = "…" * 5
# So many columns of numbers stand on a page that is not on its side.
PORTRAIT = 6


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is printed below a report that was signed: its code, how far the book had come, and the digest of that entry."""

    code: str
    head: int
    head_hash: str


@dataclass(frozen=True, slots=True)
class Framed:
    """A report as it stands on paper; `document`: the parts around the text, without paragraphs. `sealed` None: a draft. `template`: the
    page of Word of its office, empty: the layout's own."""

    content: Content
    document: Document
    sealed: Sealed | None = None
    template: bytes = b""

    @property
    def code(self) -> str:
        """The line that says which report this is."""
        return f"Mã báo cáo: {self.sealed.code}" if self.sealed else DRAFT

    @property
    def book(self) -> str:
        """The line that says how far the book had come."""
        return f"Sổ nghiệp vụ đến mục {self.sealed.head}: {self.sealed.head_hash[:16]}" if self.sealed else ""

    @property
    def sections(self) -> tuple[Section, ...]:
        """What stands before the signature: a section of nothing but annexed tables does not."""
        found = (
            replace(one, parts=tuple(part for part in one.parts if not getattr(part, "annex", False)))
            for one in self.content.sections
        )
        return tuple(
            told for told, one in zip(found, self.content.sections, strict=True) if told.parts or not one.parts
        )

    @property
    def annex(self) -> tuple[Table, ...]:
        """The tables that stand at the end."""
        return tuple(table for table in self.content.tables() if table.annex)


def frame(
    content: Content, *, organ: str, kind: str, on: date, number: str = "", sealed: Sealed | None = None
) -> Framed:
    """The report of an organ (a code of the charter's organs) in the layout of a day; `kind`: a code of its types of document.

    Where nobody wrote how the organ is written, as the charter suggests; what nobody knows is left blank to be written in by hand.
    """
    layout, issuer = layout_on(settings.CHARTER, on), Issuer(content.organisation, organ)
    row = letterhead_on(issuer, on)
    heading = (
        Heading(row.symbol, row.name, row.above, row.place)
        if row
        else suggestions([issuer.organisation], on).get(issuer)
    )
    heading = heading or Heading("", content.organisation_name)
    told, type_ = issuing().organs.get(organ), issuing().types[kind]
    written = number or (f"{UNNUMBERED}-{type_.symbol}/{heading.symbol}" if heading.symbol else BLANK)
    authority = layout.words["collective"].format(organ=printable(heading.name)) if told and told.collective else ""
    document = Document(
        layout=layout,
        title=layout.words["title"],
        above=printable(heading.above),
        issuer=printable(heading.name),
        number=layout.words["number"].format(number=written),
        dated=layout.words["dated"].format(place=printable(heading.place) or ROOM, day=show_long(on)),
        type_name=type_.title,
        abstract=_abstract(content, type_.title),
        paragraphs=(),
        signatures=(Signature(authority, told.head_title if told else ""),),
        recipients=(),
    )
    return Framed(cleaned(content), document, sealed)


def _abstract(content: Content, type_name: str) -> str:
    """What the report is about: its title without the name of its type, which stands above it, and the period."""
    title, begins = content.title, type_name.lower() + " "
    about = title[len(begins) :] if title.lower().startswith(begins) else title
    return f"{about} {content.period}".strip()


def shown(cell: Cell) -> str:
    """A cell as it is printed: the number, or why there is none."""
    return cell.text or {**WHY_EMPTY, "hidden": TOO_SMALL}.get(cell.why, "")


def headings(table: Table) -> tuple[str, ...]:
    """Its headings, that of the labels first."""
    numbers = max((len(row.cells) for row in table.rows), default=len(table.columns))
    return table.columns if len(table.columns) > numbers else ("Chỉ tiêu", *table.columns)


def label_columns(numbers: int) -> float:
    """How many columns of numbers the labels beside so many of them are wide."""
    return max(1.6, 3.4 - numbers * 0.3)


def is_wide(table: Table) -> bool:
    """Has it so many columns that it stands on its side?"""
    return len(headings(table)) - 1 > PORTRAIT


def caption(table: Table) -> str:
    """Its number and title."""
    return f"Biểu {table.code}. {table.title}"


def unit_line(table: Table) -> str:
    """The line above it that says in what it counts."""
    return f"Đơn vị tính: {table.unit}" if table.unit else ""


def period_line(content: Content) -> str:
    """Which days it counts, and on whose tree."""
    first, last, tree = (show(date.fromisoformat(day)) for day in (content.first, content.last, content.tree_on))
    return f"Số liệu từ {first} đến {last}, theo tổ chức ngày {tree}"


def lines(paragraph: Paragraph) -> list[str]:
    """The paragraph as lines of text; one still to be written is room to write by hand."""
    told = [line.strip() for line in "".join(run.text for run in paragraph.runs).splitlines() if line.strip()]
    return told or ([BLANK * 3] if paragraph.kind == "prose" else [])


def cleaned(content: Content) -> Content:
    """The same report without what no paper can show and no file may hold."""
    sections = tuple(
        Section(printable(section.heading), tuple(map(_clean_part, section.parts))) for section in content.sections
    )
    return replace(content, title=printable(content.title), organisation_name=printable(content.organisation_name),
                   sections=sections)  # fmt: skip


def _clean_part(part: Paragraph | Table) -> Paragraph | Table:
    if isinstance(part, Paragraph):
        return replace(part, runs=tuple(replace(run, text=_lines_kept(run.text)) for run in part.runs))
    return replace(part, title=printable(part.title), columns=tuple(map(printable, part.columns)), note=printable(part.note),
                   rows=tuple(Row(printable(row.label), row.cells, row.depth, row.strong) for row in part.rows))  # fmt: skip


def _lines_kept(text: str) -> str:
    return "\n".join(printable(line) for line in text.split("\n"))


def facts(framed: Framed) -> Mapping[str, str]:
    """What the fields of a template stand for."""
    document = framed.document
    (signature,) = document.signatures
    return {
        "tieu_de_goc": document.title,
        "co_quan_tren": document.above,
        "co_quan": document.issuer,
        "so": document.number,
        "ngay": document.dated,
        "loai": document.type_name,
        "trich_yeu": document.abstract,
        "tham_quyen": signature.authority,
        "chuc_vu": signature.title,
        "nguoi_ky": signature.name,
        "ky": period_line(framed.content),
        "ma": framed.code,
        "dau_so": framed.book,
    }
