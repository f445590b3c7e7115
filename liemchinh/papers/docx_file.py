"""A document as a DOCX that an officer can go on working with: borderless tables as offices build them, every size from the layout."""

import io
from typing import Any

from docx import Document as new_document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from liemchinh.papers.composing import Document, Paragraph
from liemchinh.papers.measuring import rule_length
from regulations.layouts import Part, Sheet

INSIDE = 5.4  # points between a cell's edge and its text, as every program sets them
ABOVE_FOOT = 18  # points between the text and whoever signs it
_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "centre": WD_ALIGN_PARAGRAPH.CENTER, "both": WD_ALIGN_PARAGRAPH.JUSTIFY}


def as_docx(document: Document) -> bytes:
    """The bytes of the file. Nothing in it but the document: no author, no comment, no macro."""
    return bytes_of(put_together(document))


def put_together(document: Document) -> Any:
    """The document as python-docx holds it, to be added to."""
    made = new_document()
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.core_properties.title = document.number
    _set_font(made.styles["Normal"], document.layout.sheet.font)
    _lay_out(made, document)
    _head(made, document)
    if document.type_name:
        _add(made, document, "type", document.type_name)
        _add(made, document, "abstract", document.abstract)
    for paragraph in document.paragraphs:
        _body(made, document, paragraph)
    # The last words stand on the page of the signature, so that nobody signs a page without text.
    made.paragraphs[-1].paragraph_format.keep_with_next = True
    _foot(made, document)
    return made


def bytes_of(made: Any) -> bytes:
    """The file of what python-docx holds."""
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _lay_out(made: Any, document: Document) -> None:
    sheet, section = document.layout.sheet, made.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(sheet.width), Mm(sheet.height)
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    section.left_margin, section.right_margin = Mm(sheet.left), Mm(sheet.right)
    section.header_distance = Mm(10)
    # Numbers stand at the top from the second page on.
    section.different_first_page_header_footer = sheet.numbered_from == 2
    line = section.header.paragraphs[0]
    run = _dress(line, document, "page_number")
    for kind in ("begin", "instrText", "end"):
        mark = OxmlElement("w:instrText" if kind == "instrText" else "w:fldChar")
        if kind == "instrText":
            mark.set(qn("xml:space"), "preserve")
            mark.text = "PAGE"
        else:
            mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)


def _head(made: Any, document: Document) -> None:
    (corner, title), (number, dated) = _table(made, _corner(document), rows=2)
    above = [("above", document.above)] if document.above else []
    _lines(corner, document, [*above, ("issuer", document.issuer), ("star", document.layout.words["star"])])
    _lines(title, document, [("title", document.title)])
    letter = [] if document.type_name else [("letter_abstract", document.abstract)]
    _lines(number, document, [("number", document.number), *letter])
    _lines(dated, document, [("dated", document.dated)])


def _foot(made: Any, document: Document) -> None:
    if len(document.signatures) > 1:
        width = _text_width(document.layout.sheet) / len(document.signatures)
        (cells,) = _table(made, [width] * len(document.signatures))
        for cell, one in zip(cells, document.signatures, strict=True):
            _lines(cell, document, [("signer_title", one.title), ("signer_name", one.name)])
            cell.paragraphs[0].paragraph_format.space_before = Pt(ABOVE_FOOT)
        return
    (one,) = document.signatures
    ((left, right),) = _table(made, _corner(document))
    if document.recipients:
        told = [("recipients", line) for line in document.recipients]
        _lines(left, document, [("recipients_label", document.layout.words["recipients"]), *told])
    _lines(right, document, [*([("authority", one.authority)] if one.authority else []), ("signer_title", one.title),
                             ("signer_name", one.name)])  # fmt: skip
    for cell in (left, right):
        cell.paragraphs[0].paragraph_format.space_before = Pt(ABOVE_FOOT)


def _corner(document: Document) -> list[float]:
    left = document.layout.sheet.left_column
    return [left, _text_width(document.layout.sheet) - left]


def _text_width(sheet: Sheet) -> int:
    return sheet.width - sheet.left - sheet.right


def _table(made: Any, widths: list[float], *, rows: int = 1) -> list[list[Any]]:
    table = made.add_table(rows=rows, cols=len(widths))
    # "Normal Table" has no borders; those of the "Table Grid" style would be printed.
    table.style = made.styles["Normal Table"]
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return [list(row.cells) for row in table.rows]


def _lines(cell: Any, document: Document, lines: list[tuple[str, str]]) -> None:
    for place, (name, text) in enumerate(lines):
        line = cell.add_paragraph() if place else cell.paragraphs[0]
        _write(line, document, name, text, cell.width.pt - 2 * INSIDE)


def _add(made: Any, document: Document, name: str, text: str) -> None:
    _write(made.add_paragraph(), document, name, text, Mm(_text_width(document.layout.sheet)).pt)


def _body(made: Any, document: Document, paragraph: Paragraph) -> None:
    line = made.add_paragraph()
    if paragraph.label:
        _dress(line, document, paragraph.part, f"{paragraph.label} ").bold = True
    _write(line, document, paragraph.part, paragraph.text)


def _write(line: Any, document: Document, name: str, text: str, width: float = 0.0) -> None:
    part = document.layout.parts[name]
    _dress(line, document, name, text.upper() if part.caps else text)
    if part.rule and text:
        _rule(line, part, text, width)


def _dress(line: Any, document: Document, name: str, text: str = "") -> Any:
    part: Part = document.layout.parts[name]
    line.alignment = _ALIGN[part.align]
    shape = line.paragraph_format
    shape.space_before, shape.space_after = Pt(part.before), Pt(part.after)
    shape.line_spacing = Pt(part.leading) if part.leading else 1.0
    shape.first_line_indent = Mm(part.indent) if part.indent else None
    run = line.add_run(text)
    _set_font(run, document.layout.sheet.font)
    run.font.size, run.bold, run.italic, run.underline = Pt(part.size), part.bold, part.italic, part.underline
    return run


def _set_font(thing: Any, font: str) -> None:
    thing.font.name = font
    marks = thing._element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        marks.set(qn(key), font)


def _rule(line: Any, part: Part, text: str, width: float) -> None:
    """A line without words below, which reaches from indent to indent: what it is drawn under keeps its whole width."""
    below, edge, borders = OxmlElement("w:p"), OxmlElement("w:top"), OxmlElement("w:pBdr")
    line._p.addnext(below)
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        edge.set(qn(f"w:{key}"), value)
    borders.append(edge)
    below.get_or_add_pPr().append(borders)
    spare = Pt(max(0.0, (width - rule_length(part, text)) / 2))
    shape = Line(below, line._parent).paragraph_format
    shape.left_indent = shape.right_indent = spare
    shape.space_before, shape.space_after, shape.line_spacing = Pt(3), Pt(part.after), Pt(4)
    line.paragraph_format.space_after, line.paragraph_format.keep_with_next = Pt(0), True
