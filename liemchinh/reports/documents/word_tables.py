"""A table as Word holds it: headings repeated on every page, numbers to the right, no row torn in two."""

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from liemchinh.reports.content import Cell, Row, Table
from liemchinh.reports.documents.framing import headings, label_columns, shown

# Twentieths of a point: a step of a label set in; half points: letters of a table, and of a wide one.
STEP, SIZE, SMALL, MANY = 200, 24, 20, 5
# The narrowest the labels may be, as a part of the whole.
LEAST = 0.26
EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def table_element(table: Table, width: int) -> Any:
    """The table, as wide as told (twentieths of a point)."""
    titles = headings(table)
    numbers = len(titles) - 1
    label = int(width * max(LEAST, label_columns(numbers) / (label_columns(numbers) + numbers))) if numbers else width
    widths = [label, *[(width - label) // max(numbers, 1)] * numbers]
    size = SIZE if numbers <= MANY else SMALL
    rows = [
        _row(
            [_cell(title, one, size, align="center", bold=True) for title, one in zip(titles, widths, strict=True)],
            head=True,
        )
    ]
    rows += [_data(row, widths, size) for row in table.rows]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{EDGES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:firstColumn="1"/>'
        f"<w:tblCaption w:val={quoteattr(table.title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _data(row: Row, widths: list[int], size: int) -> str:
    cells = [_cell(row.label, widths[0], size, align="left", bold=row.strong, indent=row.depth * STEP)]
    for place, width in enumerate(widths[1:]):
        cell = row.cells[place] if place < len(row.cells) else Cell("", why="heading")
        empty = not cell.text or cell.why != ""
        cells.append(
            _cell(shown(cell), width, size, align="center" if empty else "right", bold=row.strong, italic=empty)
        )
    return _row(cells)


def _row(cells: list[str], *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(
    text: str, width: int, size: int, *, align: str, bold: bool = False, italic: bool = False, indent: int = 0
) -> str:
    marks = f'{"<w:b/>" if bold else ""}{"<w:i/>" if italic else ""}<w:sz w:val="{size}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f'<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:ind w:left="{indent}" w:firstLine="0"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
    )
