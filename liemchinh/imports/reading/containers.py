"""What kind of file this is, by its bytes and its name, and whether it is safe to open."""

import io
import zipfile
import zlib
from typing import Literal

from liemchinh.imports.reading.unreadable import LARGEST_FILE, LARGEST_UNPACKED, MEGABYTE, MOST_ZIP_ENTRIES, Unreadable

Format = Literal["xlsx", "xlsb", "ods", "xls", "text"]

_BY_EXTENSION: dict[str, Format] = {
    "xlsx": "xlsx",
    "xlsm": "xlsx",
    "xltx": "xlsx",
    "xltm": "xlsx",
    "xlsb": "xlsb",
    "ods": "ods",
    "xls": "xls",
    "xlt": "xls",
    "csv": "text",
    "tsv": "text",
    "txt": "text",
    "tab": "text",
}
_SHOWN: dict[Format, str] = {"xlsx": ".xlsx", "xlsb": ".xlsb", "ods": ".ods", "xls": ".xls", "text": ".csv hoặc .txt"}
_ADVICE = "Hãy đưa vào tệp .xlsx, .xls, .xlsb, .ods, .csv, .tsv hoặc .txt."
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "ảnh"),
    (b"\xff\xd8\xff", "ảnh"),
    (b"GIF8", "ảnh"),
    (b"Rar!", "nén RAR"),
    (b"7z\xbc\xaf", "nén 7z"),
    (b"\x1f\x8b", "nén gzip"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "chương trình"),
    (b"\x7fELF", "chương trình"),
    (b"SQLite format 3", "cơ sở dữ liệu"),
)
LOCKED = "Tệp có mật khẩu. Hãy bỏ mật khẩu (trong Excel: Tệp, Thông tin, Bảo vệ sổ làm việc) rồi nạp lại."
_WEB = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta", b"<head")


def recognise(data: bytes, name: str) -> Format:
    """The format to open this file as.

    Raises Unreadable when it is empty, too large, of no kind that is read, or its name says another kind than its content: then the
    sentence tells which ending is right.
    """
    if not data:
        raise Unreadable("Tệp rỗng: không có nội dung nào.")
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"Tệp lớn hơn {LARGEST_FILE // MEGABYTE} MB. Hãy chia thành nhiều tệp nhỏ hơn.")
    extension = name.rpartition(".")[2].lower().strip() if "." in name else ""
    if extension and extension not in _BY_EXTENSION:
        raise Unreadable(f"Không đọc được tệp đuôi .{extension}. {_ADVICE}")
    found = _by_content(data)
    said = _BY_EXTENSION.get(extension, found)
    if said != found:
        raise Unreadable(
            f"Tên tệp có đuôi .{extension} nhưng nội dung là tệp {_SHOWN[found]}. "
            f"Hãy mở bằng Excel, lưu lại thành .xlsx (hoặc đổi đuôi cho đúng) rồi nạp lại."
        )
    return found


def _by_content(data: bytes) -> Format:
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # Excel puts a workbook with a password, of whatever kind, into a container of the old kind.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(LOCKED)
        return "xls"
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"Đây là tệp {kind}, không phải bảng tính. {_ADVICE}")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:16].lower().startswith(_WEB):
        raise Unreadable(
            "Đây là trang web hoặc XML mang đuôi bảng tính. Hãy mở bằng Excel, lưu lại thành .xlsx rồi nạp lại."
        )
    return "text"


def open_zip(data: bytes) -> zipfile.ZipFile:
    """The archive, after its directory was checked: number of entries, unpacked size, no password. Raises Unreadable."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:
        raise Unreadable(
            "Tệp bị hỏng hoặc chép chưa hết. Hãy chép lại, hoặc mở bằng Excel và lưu lại rồi nạp lại."
        ) from error
    entries = archive.infolist()
    if len(entries) > MOST_ZIP_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Unreadable(f"Nội dung nén bung ra lớn hơn {LARGEST_UNPACKED // MEGABYTE} MB nên không được mở.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(LOCKED)
    return archive


def check_contents(archive: zipfile.ZipFile) -> None:
    """Unpacks every entry once, piece by piece: a size that the directory understates, or a damaged entry, raises Unreadable."""
    left = LARGEST_UNPACKED
    try:
        for entry in archive.infolist():
            with archive.open(entry) as stream:
                while piece := stream.read(MEGABYTE):
                    left -= len(piece)
                    if left < 0:
                        raise Unreadable(
                            f"Nội dung nén bung ra lớn hơn {LARGEST_UNPACKED // MEGABYTE} MB nên không được mở."
                        )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise Unreadable(
            "Tệp bị hỏng hoặc chép chưa hết. Hãy chép lại, hoặc mở bằng Excel và lưu lại rồi nạp lại."
        ) from error


def _zipped(data: bytes) -> Format:
    archive = open_zip(data)
    names = {entry.filename.lower() for entry in archive.infolist()}
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        try:
            if b"spreadsheet" in archive.read("mimetype")[:200]:
                return "ods"
        except Exception as error:
            raise Unreadable("Tệp .ods bị hỏng. Hãy mở bằng LibreOffice, lưu lại rồi nạp lại.") from error
    if "word/document.xml" in names:
        raise Unreadable("Đây là tệp Word (.docx). Hãy chép bảng sang Excel, lưu thành .xlsx rồi nạp lại.")
    raise Unreadable(f"Đây là tệp nén hoặc loại tệp không đọc được. {_ADVICE}")
