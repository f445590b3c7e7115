"""The door: any file in, its tables out."""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from liemchinh.imports.reading.containers import recognise
from liemchinh.imports.reading.delimited import open_text
from liemchinh.imports.reading.finding import find_tables
from liemchinh.imports.reading.guessing import UNKNOWN
from liemchinh.imports.reading.headings import weight_of
from liemchinh.imports.reading.mapping import Mapping
from liemchinh.imports.reading.repair import repaired
from liemchinh.imports.reading.sheets import Sheet
from liemchinh.imports.reading.syllables import is_syllable
from liemchinh.imports.reading.tables import Table
from liemchinh.imports.reading.unreadable import LARGEST_FILE, MEGABYTE, Unreadable
from liemchinh.imports.reading.values.outcome import tidy, tidy_text
from liemchinh.imports.reading.vocabulary import Vocabulary, heading_key, never_taken, open_vocabulary, words_key
from liemchinh.imports.reading.workbooks import open_workbook

NOT_TAKEN = "không lấy"
_CACHES = (tidy_text, heading_key, words_key, never_taken, weight_of, is_syllable)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its tables in order, and sentences for the person who brought it (sheets passed over, text put right)."""

    name: str
    tables: tuple[Table, ...]
    notices: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many rows of data there are in all tables."""
        return sum(table.count for table in self.tables)


def read(
    source: Path | str | bytes, name: str = "", vocabulary: Vocabulary | None = None, *, hidden: bool = False
) -> Reading:
    """Opens a file by its path or its bytes; `name` is what it is called (its ending counts), by default the path's own.
    `hidden`: sheets that are hidden are read too.

    Raises Unreadable, with a Vietnamese reason, and nothing else. Tables are found and counted here; their values are read by `rows`.
    """
    words = vocabulary or open_vocabulary()
    data, called = _bytes_of(source, name)
    form = recognise(data, called)
    try:
        sheets, notices = open_text(data) if form == "text" else open_workbook(data, form, hidden=hidden)
        tables = _tables(sheets, notices, called, words)
    finally:
        # What people wrote in their cells, the columns that are never taken among it, does not stay behind in memory.
        for cache in _CACHES:
            cache.cache_clear()
    return Reading(called, tuple(tables), tuple(notices))


def _tables(sheets: list[Sheet], notices: list[str], called: str, words: Vocabulary) -> list[Table]:
    tables: list[Table] = []
    for sheet in sheets:
        sheet, told = repaired(sheet)
        found = find_tables(sheet, called, words)
        notices += told
        if not found:
            notices.append(f"Trang “{sheet.name}” không có bảng nào." if sheet.name else "Tệp không có bảng nào.")
        tables += found
    return tables


def _bytes_of(source: Path | str | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name
    path = Path(source)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"Tệp lớn hơn {LARGEST_FILE // MEGABYTE} MB. Hãy chia thành nhiều tệp nhỏ hơn.")
        return path.read_bytes(), name or path.name
    except (OSError, ValueError) as error:
        raise Unreadable(
            f"Không mở được tệp “{name or path.name}”: không có tệp này hoặc không có quyền đọc."
        ) from error


def preview(table: Table, mapping: Mapping | None = None, limit: int = 20) -> list[tuple[int, list[str]]]:
    """(row number, cells as text) of the first rows, for a person to compare with the headings.

    Columns that are never taken say only that. A table of a kind that is recognised and refused shows nothing of its rows.
    """
    if table.refusal and table.kind != UNKNOWN:
        return []
    hidden = {column.index for column in (mapping or table.mapping).columns if column.never}
    hidden |= {column.index for column in table.mapping.columns if column.never}
    width = len(table.headings)
    return [
        (number, [NOT_TAKEN if place in hidden else tidy(cell)[:200] for place, cell in enumerate(cells[:width])])
        for number, cells in islice(table.cells(), limit)
    ]
