"""A report as a PDF for everybody: tagged (PDF/UA-1), so that it is read aloud in order with its tables; letters of one family embedded."""

from collections.abc import Sequence
from typing import Any

from liemchinh.papers.typesetting import around, typeset
from liemchinh.reports.content import Cell, Paragraph, Table
from liemchinh.reports.documents.framing import (
    Framed,
    caption,
    headings,
    is_wide,
    label_columns,
    lines,
    period_line,
    shown,
    unit_line,
)


def as_pdf(framed: Framed) -> bytes:
    """The bytes of the file. The same report gives the same bytes."""
    assert __package__
    return typeset(__package__, "report.typ", _told(framed))


def _told(framed: Framed) -> dict[str, Any]:
    return {
        **around(framed.document, title=framed.document.abstract, footer=(framed.code, framed.book)), "period": period_line(framed.content),
        "sections": [
            {"heading": section.heading, "parts": [_part(part) for part in section.parts]}
            for section in framed.sections
        ],
        "annex": [_table(table) for table in framed.annex], "annex_on_side": any(is_wide(table) for table in framed.annex),
    }  # fmt: skip


def _part(part: Paragraph | Table) -> dict[str, Any]:
    return _table(part) if isinstance(part, Table) else {"kind": "text", "lines": lines(part)}


def _table(table: Table) -> dict[str, Any]:
    titles = headings(table)
    numbers = len(titles) - 1
    return {
        "kind": "table", "caption": caption(table), "unit": unit_line(table), "note": table.note, "headings": titles,
        "annex": table.annex, "label": label_columns(numbers),
        "rows": [
            {"label": row.label, "depth": row.depth, "strong": row.strong,
             "cells": [{"text": text, "empty": empty} for text, empty in _cells(row.cells, numbers)]}
            for row in table.rows
        ],
    }  # fmt: skip


def _cells(cells: Sequence[Cell], numbers: int) -> list[tuple[str, bool]]:
    told = [(shown(cell), not cell.text or cell.why != "") for cell in cells]
    return told + [("", True)] * (numbers - len(told))
