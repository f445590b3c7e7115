"""Files read back by other means than those that made them: what stands in them, in which letters, in order."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
import pikepdf
from docx import Document as open_docx
from docx.oxml.ns import qn

Look = tuple[float, bool, bool, str]


@dataclass(frozen=True)
class Said:
    """A line of a file: its text, and how it looks (size, bold, italic, align) where that is read."""

    text: str
    look: Look = (0, False, False, "")


def docx_lines(data: bytes) -> list[Said | list[list[str]]]:
    """A DOCX in order: lines, those of borderless tables too; a table with borders as rows of texts."""
    found: list[Said | list[list[str]]] = []
    for part in open_docx(io.BytesIO(data)).iter_inner_content():
        if not hasattr(part, "rows"):
            found += [_line(part)] if part.text.strip() else []
        elif part._tbl.find(f".//{qn('w:tblBorders')}") is None:
            cells = [cell for row in part.rows for cell in row.cells]
            found += [_line(line) for cell in cells for line in cell.paragraphs if line.text.strip()]
        else:
            found.append([[cell.text for cell in row.cells] for row in part.rows])
    return found


def _line(line: Any) -> Said:
    run = next(run for run in line.runs if run.text.strip())
    assert {one.font.name for one in line.runs} == {"Times New Roman"}
    align = line._p.pPr.jc.get(qn("w:val")) if line._p.pPr is not None and line._p.pPr.jc is not None else "left"
    return Said(plain(line.text), (run.font.size.pt, bool(run.bold), bool(run.italic), align))


def plain(text: str) -> str:
    """Text as it is compared: room left to write in by hand is one dot-line however long, and a space a space."""
    return re.sub("…+", "…", text).replace("\u00a0", " ")


def docx_sheet(data: bytes) -> tuple[list[int], list[int]]:
    """Paper and margins (top, bottom, left, right) of the first page, in millimetres."""
    one = open_docx(io.BytesIO(data)).sections[0]
    paper, margins = (
        (one.page_width, one.page_height),
        (one.top_margin, one.bottom_margin, one.left_margin, one.right_margin),
    )
    return [round(side.mm) for side in paper], [round(side.mm) for side in margins]


def xlsx_sheets(data: bytes) -> dict[str, list[list[Any]]]:
    """Each sheet by its name: its rows without empty ones, numbers as they are counted with."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: [row for row in ([cell.value for cell in cells] for cells in sheet.iter_rows()) if any(one is not None for one in row)]
        for sheet in book
    }  # fmt: skip


def number_of(text: str) -> Decimal | str:
    """What a printed number counts: "1.234", "+1", "−3", "125,00%"; other text is itself."""
    told = text.replace(".", "").replace(",", ".").replace("−", "-").rstrip("%")
    return Decimal(told) if re.fullmatch(r"[+-]?\d+(\.\d+)?", told) else text


def pdf_words(data: bytes) -> list[list[Said]]:
    """Of each page the pieces of text in the order in which they are drawn, with size, bold, italic; headers and feet among them."""
    with pikepdf.open(io.BytesIO(data)) as made:
        return [list(_drawn(page)) for page in made.pages]


def _drawn(page: Any) -> Iterator[Said]:
    """What stands on a page but for head and foot of the page, which are marked as no part of the text."""
    fonts = {str(name): (_letters(font), str(font.BaseFont)) for name, font in dict(page.resources.Font).items()}
    font, size, marked = "", 0.0, list[bool]()
    for operands, operator in pikepdf.parse_content_stream(page):
        told = str(operator)
        if told in {"BMC", "BDC"}:
            marked.append(str(operands[0]) == "/Artifact")
        elif told == "EMC":
            marked.pop()
        elif told == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif told in {"Tj", "TJ"} and not any(marked):
            letters, name = fonts[font]
            pieces = operands[0] if told == "TJ" else [operands[0]]
            codes = b"".join(bytes(one) for one in pieces if isinstance(one, pikepdf.String))
            text = "".join(letters.get(codes[at : at + 2], "\ufffd") for at in range(0, len(codes), 2))
            yield Said(plain(text), (round(size, 1), "Bold" in name, "Italic" in name, ""))


def _letters(font: Any) -> dict[bytes, str]:
    """What each code of a font stands for, by the table in the file."""
    found: dict[bytes, str] = {}
    told = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", told, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", told, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            start = int(text, 16)
            for place, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code.to_bytes(2, "big")] = chr(start + place)
    return found
