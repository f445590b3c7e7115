"""A filled workbook read back: which call and organisation it is of, and what was written in which cell. Nothing is decided here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite

from django.utils.translation import gettext as _

from liemchinh.imports.reading.containers import recognise
from liemchinh.imports.reading.sheets import Cell, Fault
from liemchinh.imports.reading.unreadable import MEGABYTE, Unreadable
from liemchinh.imports.reading.values.outcome import tidy
from liemchinh.imports.reading.workbooks import open_workbook
from liemchinh.reports.brought.making import CELL, CODE, SURE
from liemchinh.web.text import clean
from regulations.answers import Refusal

LARGEST, MOST_LINES, LONGEST_NUMBER = 5 * MEGABYTE, 2000, 18


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the entry of the one that stood there when the file was made."""

    text: str
    seen: int


@dataclass(frozen=True, slots=True)
class FilledIn:
    """What a file says. `numbers`: by call and quantity; `sure`: those said to be right though far from last time; `faults`: cells that
    cannot be read, each by its address."""

    call: int
    organisation: int
    numbers: Mapping[tuple[int, int], int] = field(default_factory=dict)
    sure: frozenset[tuple[int, int]] = frozenset()
    texts: Mapping[str, Said] = field(default_factory=dict)
    faults: Sequence[Refusal] = ()


def read_filled(data: bytes, name: str) -> FilledIn:
    """What a file says, with every fault of its cells. Raises Unreadable, with a sentence for whoever brought it, and nothing else."""
    if len(data) > LARGEST:
        raise Unreadable(_("Tệp lớn hơn %(size)s MB.") % {"size": LARGEST // MEGABYTE})
    form = recognise(data, name)
    sheets = [] if form == "text" else open_workbook(data, form)[0]
    for sheet in sheets:
        rows = _coded(sheet.walk())
        heads = [told for _row, told, _cells in rows if told[0] == "BC"]
        if heads:
            return _read(rows, heads)
    raise Unreadable(
        _(
            "Đây không phải bảng tính tải từ trang yêu cầu báo cáo: không thấy mã ở ô A1. Hãy tải lại bảng tính rồi điền."
        )
    )


Coded = tuple[int, list[str], list[Cell]]


def _coded(rows: Iterable[list[Cell]]) -> list[Coded]:
    """Lines that begin with a code, with the number a spreadsheet shows beside them."""
    found: list[Coded] = []
    for number, cells in enumerate(rows, start=1):
        told = tidy(cells[CODE]).split(".", 2) if cells else [""]
        if len(told) == 3 and told[0] in ("BC", "N", "P") and _is_number(told[1]):
            found.append((number, told, cells))
        if len(found) > MOST_LINES:
            raise Unreadable(_("Tệp có quá nhiều dòng có mã. Hãy tải lại bảng tính rồi điền."))
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER


def _read(rows: Sequence[Coded], heads: Sequence[list[str]]) -> FilledIn:
    if len(heads) > 1 or not _is_number(heads[0][2]):
        raise Unreadable(_("Mã ở ô A1 đã bị sửa. Hãy tải lại bảng tính rồi điền."))
    numbers: dict[tuple[int, int], int] = {}
    texts: dict[str, Said] = {}
    sure, faults, seen = set(), [], set()
    for row, (kind, first, second), cells in rows:
        if kind == "BC":
            continue
        if (kind, second if kind == "P" else (first, second)) in seen or (kind == "N" and not _is_number(second)):
            faults.append(_fault("twice", _("Dòng %(row)s: mã dòng bị chép hai lần hoặc bị sửa.") % {"row": row}))
            continue
        seen.add((kind, second if kind == "P" else (first, second)))
        cell = cells[CELL] if len(cells) > CELL else ""
        if isinstance(cell, Fault):
            faults.append(_fault("formula", _("Ô D%(row)s: công thức không có kết quả.") % {"row": row}))
        elif kind == "P":
            texts[second] = Said(_lines(cell), int(first))
        else:
            key, value = (int(first), int(second)), _number(cell)
            if value is None:
                said = _("Ô D%(row)s: “%(cell)s” không phải số nguyên từ 0.") % {"row": row, "cell": tidy(cell)[:40]}
                faults.append(_fault("number", said))
            else:
                numbers[key] = value
                if len(cells) > SURE and tidy(cells[SURE]):
                    sure.add(key)
    return FilledIn(int(heads[0][1]), int(heads[0][2]), numbers, frozenset(sure), texts, tuple(faults))


def _number(cell: Cell) -> int | None:
    """A whole number from nought, as typed or as text with points between thousands; None for anything else, an empty cell too."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return int(cell) if isfinite(cell) and cell >= 0 and cell == int(cell) else None
    if not isinstance(cell, str):
        return None
    text = tidy(cell).replace(" ", "")
    groups = text.split(".")
    if len(groups) > 1 and not (0 < len(groups[0]) < 4 and all(len(one) == 3 for one in groups[1:])):
        return None
    digits = "".join(groups)
    return int(digits) if _is_number(digits) else None


def _lines(cell: Cell) -> str:
    """A text with its lines."""
    told = cell if isinstance(cell, str) else tidy(cell)
    return "\n".join(clean(line) for line in told.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip()


def _fault(code: str, said: str) -> Refusal:
    return Refusal(f"reports.file-{code}", said, remedy=_("Sửa trong tệp rồi nạp lại; chưa ghi gì."))
