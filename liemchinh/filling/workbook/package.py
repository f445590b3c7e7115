"""The parts of an .xlsx: opened within limits, and packed again with single parts replaced. Pure."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from liemchinh.imports.reading.containers import check_contents, open_zip, recognise
from liemchinh.imports.reading.measures.xlsx import sheet_paths
from liemchinh.imports.reading.unreadable import MEGABYTE, Unreadable

# A blank form is small: a list of a hundred thousand members is not one.
LARGEST_BLANK = 5 * MEGABYTE
LARGEST_PARTS = 60 * MEGABYTE
MOST_PARTS = 1000
MOST_SHEETS = 40
WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedstrings.xml", "xl/styles.xml"
SAVE_AS = (
    "Hãy mở bằng Excel hoặc LibreOffice, chọn Lưu thành (Save as), kiểu “Excel Workbook (.xlsx)”, rồi nạp tệp mới."
)
DAMAGED = "Tệp bị hỏng, không mở được. Hãy mở bằng Excel, lưu lại thành .xlsx rồi nạp lại."


@dataclass(frozen=True, slots=True)
class Package:
    """An opened workbook: every part in its order, and its sheets by name with the part each lies in."""

    parts: Sequence[tuple[zipfile.ZipInfo, bytes]]
    sheets: Mapping[str, str]
    hidden: frozenset[str]

    def part(self, name: str) -> bytes:
        """The content of a part by its name without regard to letter case; nothing where there is none."""
        return next((data for info, data in self.parts if info.filename.lower() == name.lower()), b"")

    def packed(self, replaced: Mapping[str, bytes]) -> bytes:
        """The workbook again: the parts of `replaced` (by exact name) new, all others byte for byte, in the same order."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for info, data in self.parts:
                again = zipfile.ZipInfo(info.filename, info.date_time)
                again.compress_type = zipfile.ZIP_STORED if info.compress_type == zipfile.ZIP_STORED else 8
                again.external_attr, again.create_system = info.external_attr, info.create_system
                archive.writestr(again, replaced.get(info.filename, data))
        return out.getvalue()


def open_package(data: bytes, name: str) -> Package:
    """Opens an .xlsx. Raises Unreadable, with what to do, for everything else: other kinds, macros, passwords, damage, bombs."""
    if len(data) > LARGEST_BLANK:
        raise Unreadable(
            f"Tệp lớn hơn {LARGEST_BLANK // MEGABYTE} MB. Mẫu trống không lớn như vậy: hãy bỏ bớt ảnh, trang thừa."
        )
    form = recognise(data, name)
    if form != "xlsx":
        kind = "tệp chữ" if form == "text" else f"tệp .{form}"
        raise Unreadable(f"Đây là {kind}; chỉ điền được vào tệp .xlsx. {SAVE_AS}")
    archive = open_zip(data)
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_PARTS:
        raise Unreadable(f"Nội dung nén bung ra lớn hơn {LARGEST_PARTS // MEGABYTE} MB nên không được mở.")
    if len(set(names)) < len(names):
        raise Unreadable(DAMAGED)
    if any(entry.endswith("vbaproject.bin") for entry in names):
        raise Unreadable(f"Tệp có macro nên không nhận. {SAVE_AS}")
    check_contents(archive)
    sheets = sheet_paths(archive)
    if not sheets or len(sheets) > MOST_SHEETS:
        raise Unreadable(f"Tệp không có trang tính nào, hoặc có hơn {MOST_SHEETS} trang.")
    parts = [(entry, archive.read(entry)) for entry in entries]
    return Package(parts, {name: path for name, path in sheets.items() if path}, _hidden(parts))


def _hidden(parts: Sequence[tuple[zipfile.ZipInfo, bytes]]) -> frozenset[str]:
    """The names of the sheets that are hidden. The list was read before, so it holds no declarations."""
    workbook = next(data for info, data in parts if info.filename.lower() == WORKBOOK)
    root = ElementTree.fromstring(workbook)  # noqa: S314 - sheet_paths refused declarations in this very part
    found = [one for one in root.iter() if one.tag.rpartition("}")[2] == "sheet"]
    return frozenset(one.get("name", "") for one in found if one.get("state", "visible") != "visible")


def percent_styles(styles: bytes) -> frozenset[int]:
    """The cell styles that show a number as a percentage: 57,93 is written 0,5793 there. A damaged list gives none."""
    if b"<!DOCTYPE" in styles or b"<!ENTITY" in styles:
        return frozenset()
    try:
        root = ElementTree.fromstring(styles)  # noqa: S314 - without declarations there is nothing to expand
    except ElementTree.ParseError:
        return frozenset()
    percent = {"9", "10"}
    percent |= {
        one.get("numFmtId", "")
        for one in root.iter()
        if one.tag.endswith("}numFmt") and "%" in one.get("formatCode", "")
    }
    cells = next((one for one in root.iter() if one.tag.endswith("}cellXfs")), ())
    return frozenset(number for number, style in enumerate(cells) if style.get("numFmtId") in percent)
