"""A report as a DOCX: a template of the office or the layout's own, its fields filled, its text and tables put where they belong."""

import copy
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx import Document as open_docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from liemchinh.papers.composing import Document, Paragraph, Signature
from liemchinh.papers.docx_file import bytes_of, put_together
from liemchinh.reports.content import Section, Table
from liemchinh.reports.documents.fields import ANNEX, BLOCKS, BODY, FIELD, field, paragraphs, put, text_of
from liemchinh.reports.documents.framing import Framed, caption, facts, is_wide, lines, period_line, unit_line
from liemchinh.reports.documents.word_tables import table_element
from regulations.layouts import Layout

MIDDLE = "center"


def as_docx(framed: Framed) -> bytes:
    """The bytes of the file, in the office's own template or in the layout."""
    made = open_docx(io.BytesIO(framed.template)) if framed.template else _plain(framed.document)
    made.core_properties.title = framed.document.abstract
    told = facts(framed)
    for _where, element in list(paragraphs(made)):
        name = block(element)
        if name == BODY:
            _fill_body(made, element, framed)
        elif name == ANNEX:
            _fill_annex(made, element, framed)
        elif FIELD.search(text_of(element)):
            put(element, told)
    return bytes_of(made)


def blank_template(layout: Layout) -> bytes:
    """A template in a layout, with every field in its place: what an office downloads and changes."""
    return bytes_of(_plain(Document(
        layout=layout, title=layout.words["title"], above=field("co_quan_tren"), issuer=field("co_quan"), number=field("so"),
        dated=field("ngay"), type_name=field("loai"), abstract=field("trich_yeu"), paragraphs=(),
        signatures=(Signature(field("tham_quyen"), field("chuc_vu"), field("nguoi_ky")),), recipients=(),
    )))  # fmt: skip


def block(element: Any) -> str:
    """The block a paragraph stands for, or nothing."""
    found = FIELD.fullmatch(text_of(element).strip())
    return found[1].lower() if found and found[1].lower() in BLOCKS else ""


def _plain(document: Document) -> Any:
    """The layout's own page: head, a place for the text, foot, a place for the annex, the code at the bottom of every page."""
    made = put_together(replace(document, paragraphs=(Paragraph("body", field(BODY)),)))
    # The annex is written in the letters of the text.
    (text,) = [line._p for line in made.paragraphs if block(line._p) == BODY]
    annex = copy.deepcopy(text)
    next(annex.iter(qn("w:t"))).text = field(ANNEX)
    made.element.body.sectPr.addprevious(annex)
    section = made.sections[0]
    for foot in (section.footer, section.first_page_footer):
        line = foot.paragraphs[0]
        run = line.add_run(f"{field('ma')}  {field('dau_so')}")
        run.font.size = Mm(3.2)
    section.footer_distance = Mm(10)
    return made


def _fill_body(made: Any, place: Any, framed: Framed) -> None:
    width = _text_width(made)
    place.addprevious(_line(place, period_line(framed.content), italic=True, align=MIDDLE))
    told = [element for section in framed.sections for element in _section(section, place, width)]
    if told and told[-1].tag == qn("w:p"):
        # The last words stand on the page of the signature.
        _keep(told[-1])
    for element in told:
        place.addprevious(element)
    _leave(place)


def _section(section: Section, place: Any, width: int) -> list[Any]:
    found = []
    if section.heading:
        found.append(_line(place, section.heading, bold=True, outline=0))
    for part in section.parts:
        if isinstance(part, Table):
            found += _table(part, place, width)
        else:
            found += [_line(place, line) for line in lines(part)]
    return found


def _table(table: Table, place: Any, width: int, *, outline: int | None = None) -> list[Any]:
    """Title, unit, the table, its note: each keeps with what follows."""
    found = [_line(place, caption(table), bold=True, align=MIDDLE, keep=True, outline=outline)]
    if table.unit:
        found.append(_line(place, unit_line(table), italic=True, align="right", keep=True))
    found[-1].get_or_add_pPr().get_or_add_spacing().set(qn("w:after"), "80")
    found.append(table_element(table, width))
    found.append(_line(place, table.note, italic=True, align="left"))
    return found


def _fill_annex(made: Any, place: Any, framed: Framed) -> None:
    """The annex begins a page; where a table of it is wide, its pages lie on their side."""
    if not framed.annex:
        _leave(place)
        return
    on_side = any(is_wide(table) for table in framed.annex)
    if on_side:
        _turn(made, place)
    head = _line(place, "PHỤ LỤC", bold=True, align=MIDDLE, keep=True, outline=0)
    if not on_side:
        head.get_or_add_pPr().insert_element_before(
            OxmlElement("w:pageBreakBefore"), "w:pBdr", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    elements = [head, *_annexed(framed.annex, place, _text_width(made))]
    for element in elements:
        place.addprevious(element)
    _leave(place)


def _leave(place: Any) -> None:
    """Takes the field away; a paragraph that ends a section stays for that, empty."""
    if place.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:
        place.getparent().remove(place)
        return
    for run in list(place)[1:]:
        place.remove(run)


def _annexed(tables: Sequence[Table], place: Any, width: int) -> list[Any]:
    return [element for table in tables for element in _table(table, place, width, outline=1)]


def _turn(made: Any, place: Any) -> None:
    """Ends the section before the place as it is, and lays what follows on its side."""
    last = made.element.body.sectPr
    before = copy.deepcopy(last)
    ending = OxmlElement("w:p")
    ending.get_or_add_pPr().append(before)
    place.addprevious(ending)
    for mark in last.findall(qn("w:titlePg")):
        last.remove(mark)
    size, margins = last.find(qn("w:pgSz")), last.find(qn("w:pgMar"))
    wide, high = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), high), size.set(qn("w:h"), wide), size.set(qn("w:orient"), "landscape")
    sides = {side: margins.get(qn(f"w:{side}")) for side in ("top", "bottom", "left", "right")}
    for side, taken in {"top": "left", "bottom": "right", "left": "bottom", "right": "top"}.items():
        margins.set(qn(f"w:{side}"), sides[taken])


def _text_width(made: Any) -> int:
    """Of the last section, in twentieths of a point."""
    section = made.sections[-1]
    return int((section.page_width - section.left_margin - section.right_margin) / 635)


def _line(
    like: Any, text: str, *, bold: bool = False, italic: bool = False, align: str = "", keep: bool = False, outline: int | None = None
) -> Any:  # fmt: skip
    """A paragraph that looks as the one whose place it takes, but for what is told."""
    made = OxmlElement("w:p")
    shape = like.find(qn("w:pPr"))
    made.append(copy.deepcopy(shape) if shape is not None else OxmlElement("w:pPr"))
    told = made.get_or_add_pPr()
    for name in ("w:sectPr", "w:keepNext"):
        for old in told.findall(qn(name)):
            told.remove(old)
    if align:
        told.get_or_add_jc().set(qn("w:val"), align)
        for indent in told.findall(qn("w:ind")):
            told.remove(indent)
    if keep or outline is not None:
        _keep(made)
    if outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(outline))
        told.insert_element_before(level, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")
    made.append(_run(like, text, bold=bold, italic=italic))
    return made


def _keep(line: Any) -> None:
    """On the page of what follows."""
    line.get_or_add_pPr()._insert_keepNext(OxmlElement("w:keepNext"))


def _run(like: Any, text: str, *, bold: bool, italic: bool) -> Any:
    run = OxmlElement("w:r")
    letters = next(like.iter(qn("w:rPr")), None)
    letters = copy.deepcopy(letters) if letters is not None else OxmlElement("w:rPr")
    run.append(letters)
    for name, wanted in (("b", bold), ("i", italic)):
        for old in letters.findall(qn(f"w:{name}")):
            letters.remove(old)
        if wanted:
            getattr(letters, f"_insert_{name}")(OxmlElement(f"w:{name}"))
    run.append(parse_xml(f'<w:t {nsdecls("w")} xml:space="preserve"/>'))
    run[-1].text = text
    return run
