"""A document as a PDF, for looking at before it is signed and for printing: the same content, the same layout, letters embedded."""

import io
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Spacer, Table
from reportlab.platypus import Paragraph as Text

from liemchinh.papers.composing import Document, Paragraph
from liemchinh.papers.fonts import prepare_fonts
from liemchinh.papers.measuring import SHORT
from regulations.layouts import Layout

_ALIGN = {"left": TA_LEFT, "centre": TA_CENTER, "both": TA_JUSTIFY}
LEADING = 1.2  # of the size, where the layout says nothing


class Rule(Flowable):
    """A line in the middle of the room there is, `length` points long."""

    def __init__(self, length: float, after: float) -> None:
        super().__init__()
        self.length, self.after, self.room = length, after, length

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.room = width
        return width, 5 + self.after

    def draw(self) -> None:
        """The line, a little below the text above it."""
        first = (self.room - self.length) / 2
        self.canv.setLineWidth(0.8)
        self.canv.line(first, self.after, first + self.length, self.after)


def as_pdf(document: Document) -> bytes:
    """The bytes of the file; the same document gives the same bytes."""
    family, out = prepare_fonts(), io.BytesIO()
    sheet = document.layout.sheet
    size = (sheet.width * mm, sheet.height * mm)
    paper = BaseDocTemplate(
        out, pagesize=size, title=document.number, author="", creator="", producer="Liêm Chính", invariant=True, lang="vi",
    )  # fmt: skip
    frame = Frame(
        sheet.left * mm, sheet.bottom * mm, _text_width(document.layout), size[1] - (sheet.top + sheet.bottom) * mm,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip

    def number(canvas: Any, _paper: Any) -> None:
        part = document.layout.parts["page_number"]
        if canvas.getPageNumber() >= sheet.numbered_from:
            canvas.setFont(family, part.size)
            canvas.drawCentredString(size[0] / 2, size[1] - 10 * mm - part.size / 2, str(canvas.getPageNumber()))

    paper.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=number)])
    paper.build(_content(document))
    return out.getvalue()


def _content(document: Document) -> list[Flowable]:
    found = [_head(document)]
    if document.type_name:
        found += _lines(document.layout, [("type", document.type_name), ("abstract", document.abstract)])
    else:
        found.append(Spacer(0, 14))
    found += [_body(document.layout, paragraph) for paragraph in document.paragraphs]
    return [*found, KeepTogether([Spacer(0, 14), _foot(document)])]


def _head(document: Document) -> Table:
    layout = document.layout
    star = layout.words["star"]
    corner = [("above", document.above)] if document.above else []
    rows = [
        [[*corner, ("issuer", document.issuer), ("star", star)], [("title", document.title)]],
        [[("number", document.number), *([] if document.type_name else [("letter_abstract", document.abstract)])],
         [("dated", document.dated)]],
    ]  # fmt: skip
    return _columns([[_lines(layout, lines) for lines in row] for row in rows], _corner(layout))


def _foot(document: Document) -> Table:
    layout = document.layout
    if len(document.signatures) > 1:
        cells = [
            _lines(layout, [("signer_title", one.title), ("signer_name", one.name)]) for one in document.signatures
        ]
        return _columns([cells], [_text_width(layout) / len(cells)] * len(cells))
    (one,) = document.signatures
    left = [("recipients_label", layout.words["recipients"]), *[("recipients", line) for line in document.recipients]]
    right = [
        *([("authority", one.authority)] if one.authority else []),
        ("signer_title", one.title),
        ("signer_name", one.name),
    ]
    return _columns([[_lines(layout, left if document.recipients else []), _lines(layout, right)]], _corner(layout))


def _corner(layout: Layout) -> list[float]:
    left = layout.sheet.left_column * mm
    return [left, _text_width(layout) - left]


def _text_width(layout: Layout) -> float:
    return float((layout.sheet.width - layout.sheet.left - layout.sheet.right) * mm)


def _columns(rows: list[list[list[Flowable]]], widths: list[float]) -> Table:
    paddings = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    return Table(rows, colWidths=widths, style=[("VALIGN", (0, 0), (-1, -1), "TOP"), *paddings])


def _lines(layout: Layout, lines: list[tuple[str, str]]) -> list[Flowable]:
    found: list[Flowable] = []
    for name, text in lines:
        part = layout.parts[name]
        plain, style = text.upper() if part.caps else text, _style(layout, name)
        shown = escape(plain) or "&nbsp;"
        found.append(Text(f"<u>{shown}</u>" if part.underline else shown, style))
        if part.rule and text:
            length = SHORT if part.rule == "short" else stringWidth(plain, style.fontName, part.size)
            found.append(Rule(length, part.after))
    return found


def _body(layout: Layout, paragraph: Paragraph) -> Text:
    label = f"<b>{escape(paragraph.label)}</b> " if paragraph.label else ""
    part = layout.parts[paragraph.part]
    text = paragraph.text.upper() if part.caps else paragraph.text
    return Text(label + escape(text), _style(layout, paragraph.part))


def _style(layout: Layout, name: str) -> ParagraphStyle:
    part, family = layout.parts[name], prepare_fonts()
    letters = family + ("-Bold" if part.bold else "") + ("-Italic" if part.italic else "")
    return ParagraphStyle(
        name, fontName=letters, fontSize=part.size, leading=part.leading or part.size * LEADING, alignment=_ALIGN[part.align],
        firstLineIndent=part.indent * mm, spaceBefore=part.before, spaceAfter=0 if part.rule else part.after,
    )  # fmt: skip
