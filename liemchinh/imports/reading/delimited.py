"""Text files with a separator: which characters the bytes mean, which separator divides them, and the rows."""

import csv
import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice

from liemchinh.imports.reading.legacy_text import western
from liemchinh.imports.reading.repair import holds_foreign
from liemchinh.imports.reading.sheets import Cell, Sheet
from liemchinh.imports.reading.unreadable import MOST_COLUMNS, Unreadable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SEPARATORS = ",;\t|"
_SAMPLE = 65_536
_NOT_TEXT = "Đây không phải tệp văn bản. Hãy mở bằng Excel, lưu lại thành .xlsx rồi nạp lại."


def open_text(data: bytes) -> tuple[list[Sheet], list[str]]:
    """The file as its one sheet (named ""), and a notice for each guess a person should know of. Raises Unreadable."""
    text, notices = _decode(data)
    if not text.strip():
        raise Unreadable("Tệp rỗng: không có nội dung nào.")
    text, separator = _stated_separator(text)
    separator = separator or _guess_separator(text)
    _check_width(text, separator)
    walk = partial(_walk, text, separator)
    return [Sheet("", walk, typed=False, foreign=holds_foreign(text))], notices


def _decode(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _composed(_strictly(data[len(mark) :], encoding)), []
    if b"\x00" in data:
        return _composed(_strictly(data, _unmarked_utf16(data))), []
    try:
        return _composed(data.decode("utf-8")), []
    except UnicodeDecodeError:
        # One broken character in a file that is otherwise UTF-8 must not turn the whole of it into another character set.
        tolerant = data.decode("utf-8", "replace")
        if tolerant.count("\ufffd") * 10 < sum(byte > 0xC0 for byte in data[:200_000]):
            lost = tolerant.count("\ufffd")
            return _composed(tolerant), [f"Tệp có {lost} ký tự hỏng, hiện thành “\ufffd”; hãy xem lại những ô đó."]
        return western(data), []


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(_NOT_TEXT) from error
    if "\x00" in text:
        raise Unreadable(_NOT_TEXT)
    return text


def _unmarked_utf16(data: bytes) -> str:
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 5 < len(sample) // 2:
        raise Unreadable(_NOT_TEXT)
    return "utf-16-be" if even > odd else "utf-16-le"


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _stated_separator(text: str) -> tuple[str, str]:
    """A first line `sep=;` names the separator; a spreadsheet does not show that line, so it is not counted."""
    head, _, rest = text.lstrip("\ufeff").partition("\n")
    line = head.rstrip("\r").strip('"')
    if line[:4].lower() == "sep=" and len(line) <= 5:
        return rest, line[4:] or "\t"
    return text, ""


def _guess_separator(text: str) -> str:
    best, best_score = ",", (0, 0)
    for separator in _SEPARATORS:
        try:
            widths = Counter(
                len(cells)
                for cells in islice(csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=separator), 200)
                if cells
            )
        except csv.Error:
            continue
        wide = {width: count for width, count in widths.items() if width > 1}
        if wide:
            width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
            if (count, width) > best_score:
                best, best_score = separator, (count, width)
    return best


def _check_width(text: str, separator: str) -> None:
    """A line of nothing but separators would become millions of empty cells."""
    for line in io.StringIO(text, newline=""):
        if len(line) > MOST_COLUMNS * 5 and line.count(separator) > MOST_COLUMNS * 5:
            raise Unreadable(f"Có dòng chia thành hơn {MOST_COLUMNS * 5} ô; chỉ đọc được {MOST_COLUMNS} cột.")


def _walk(text: str, separator: str) -> Iterator[list[Cell]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)  # type: ignore[misc]
    except csv.Error as error:
        reason = "Có ô dài bất thường; có lẽ một dấu nháy kép không được đóng. Hãy sửa tệp, hoặc mở bằng Excel và lưu thành .xlsx."
        raise Unreadable(reason) from error
