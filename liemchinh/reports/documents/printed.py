"""A report as a PDF for everybody: tagged (PDF/UA-1), so that it is read aloud in order with its tables; letters of one family embedded."""

import json
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import typst

from liemchinh.papers.fonts import FAMILY, drawable, font_files
from liemchinh.reports.content import Paragraph, Table
from liemchinh.reports.documents.framing import Framed, caption, headings, is_wide, lines, period_line, shown, unit_line
from regulations.layouts import Layout

STANDARD: Final = "ua-1"


def as_pdf(framed: Framed) -> bytes:
    """The bytes of the file. The same report gives the same bytes."""
    told = drawable(json.dumps(_told(framed), ensure_ascii=False))
    made = typst.Compiler(_source(), font_paths=_letters()[0], ignore_system_fonts=True).compile(
        sys_inputs={"report": told}, format="pdf", pdf_standards=STANDARD, timestamp=0
    )
    assert isinstance(made, bytes)
    return made


@cache
def _letters() -> tuple[typst.Fonts, object]:
    """The letters, once for this process, beside the folder that goes with it: a cut is read when a letter of it is first drawn."""
    folder = tempfile.TemporaryDirectory(prefix="liemchinh-letters-")
    for name, data in font_files().items():
        (Path(folder.name) / f"{name}.ttf").write_bytes(data)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder.name])
    return fonts, folder


@cache
def _source() -> bytes:
    return files(__package__).joinpath("report.typ").read_bytes()


def _told(framed: Framed) -> dict[str, Any]:
    document = framed.document
    (signature,) = document.signatures
    return {
        **_look(document.layout), "font": FAMILY, "title": document.abstract, "head": document.title, "above": document.above,
        "issuer": document.issuer, "star": document.layout.words["star"], "number": document.number, "dated": document.dated,
        "type": document.type_name, "period": period_line(framed.content), "code": framed.code, "book": framed.book,
        "authority": signature.authority, "signer_title": signature.title, "signer_name": signature.name,
        "sections": [
            {"heading": section.heading, "parts": [_part(part) for part in section.parts]}
            for section in framed.sections
        ],
        "annex": [_table(table) for table in framed.annex], "annex_on_side": any(is_wide(table) for table in framed.annex),
    }  # fmt: skip


def _look(layout: Layout) -> dict[str, Any]:
    sheet, names = layout.sheet, ("width", "height", "top", "bottom", "left", "right", "left_column", "numbered_from")
    marks = ("size", "bold", "italic", "underline", "caps", "align", "indent", "before", "after", "rule")
    return {
        "sheet": {name: getattr(sheet, name) for name in names},
        "parts": {name: {mark: getattr(part, mark) for mark in marks} for name, part in layout.parts.items()},
    }


def _part(part: Paragraph | Table) -> dict[str, Any]:
    return _table(part) if isinstance(part, Table) else {"kind": "text", "lines": lines(part)}


def _table(table: Table) -> dict[str, Any]:
    titles = headings(table)
    numbers = len(titles) - 1
    return {
        "kind": "table", "caption": caption(table), "unit": unit_line(table), "note": table.note, "headings": titles,
        "annex": table.annex, "label": max(1.6, 3.4 - numbers * 0.3),
        "rows": [
            {"label": row.label, "depth": row.depth, "strong": row.strong,
             "cells": [{"text": text, "empty": empty} for text, empty in _cells(row.cells, numbers)]}
            for row in table.rows
        ],
    }  # fmt: skip


def _cells(cells: Any, numbers: int) -> list[tuple[str, bool]]:
    told = [(shown(cell), not cell.text) for cell in cells]
    return told + [("", True)] * (numbers - len(told))
