"""Files as nobody should write them: each number makes one, the same every time."""

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from liemchinh.imports.tests.builders import as_cp1258, as_tcvn3, as_vni, csv_text, misread
from liemchinh.imports.tests.taking import EVENTS, MEMBERS, ORGANISATIONS, SUCCESSIONS, TREE, member

Rows = list[list[Any]]
FILE = tuple[bytes, str]
NASTY: tuple[Any, ...] = (
    "", " ", "\u00a0", "\u200b", "\ufeff", "-", "…", "?", "0", "-1", "1e400", "nan", "inf", "NULL", "#REF!", "#N/A", "=1+1",
    "=cmd|'/c calc'!A1", "@SUM(1)", "'", "''", '"', '""', "“”", "“A”", "\\", "%", "_", "';DROP TABLE members_person;--",
    "<script>alert(1)</script>", "{{7*7}}", "%s%n", "../../etc/passwd", "10" * 15, "-" + "9" * 30, "1" * 400, "x" * 5000,
    "Nguyễn " * 900, "😀", "👨‍👩‍👧‍👦" * 40, "e\u0301" * 200, "\u202e", "\ud800x", "a\x00b",
    "Ａ１", "İ", "ß", "ﬁ", "ı", "Ǆ", "٣/٤/١٩٩٠", "１９９０", "²",
    "½", "Ⅷ", "31/02/1990", "00/00/0000", "0/0/1990", "29/02/1900", "29/02/2000", "32/13/2020", "1/1/0001", "31/12/9999", "1990-13-01",
    "1799", "2201", "9999-12-31", "0000-00-00", "1990-02-30", "1/1/90", "1/1/00", "99999999", "20200101T00:00:00Z",
    "ngày 3 tháng 2 năm 1930", "quý 3/2020", "1990.5", "Nam", "nữ", "x", "Có", "Không", "T", "H1", "A", "Z", "M00001", "m00001", "E0",
    "01", "05", "99", "Kinh", "Khmer", "Klingon", "9/12", "đại học", "merge", "split", "dissolve", "continue", "move", "rename",
    "died", "expelled", "admitted", "transferred_in", "restored", "full", "partial", "Tổng cộng", "Cộng: 3", "Người lập biểu",
    "ghi chú", "Họ và tên", "Chi bộ ấp Gò Cát", "84000001", "84.000001", "8400000 1", "a\nb", "a\r\nb", "a\tb", "a,b;c|d", 0, -1, 1,
    1.5, 1e300, -1e-300, 10**30, 2**63, 2**64, 43_831, 1990, 19900101, True, False, date(1990, 1, 1), date(1900, 1, 1),
    datetime(9999, 12, 31, 23, 59), datetime(1990, 5, 5, 12), time(3, 4), timedelta(days=4),  # noqa: DTZ001 (cells have no zone)
)  # fmt: skip
HEADINGS = (
    "id", "Mã", "Họ và tên", "Họ tên", "Ngày sinh", "Năm sinh", "Ngày vào Đảng", "Chính thức", "Chi bộ", "Tôn giáo", "Ghi chú", "Nam",
    "Nữ", "STT", "Dân tộc", "kind", "date", "valid_from", "parent_id", "name", "Hình thức kỷ luật", "", "😀", "x" * 300,
    "Ngày chuyển đến", "Ngày chuyển đi", "Trình độ",
)  # fmt: skip


def bad_file(number: int) -> FILE:
    """The file of that number: its bytes and its name."""
    rng = random.Random(number)
    rows = rng.choice((_members, _members, _members, _organisations, _events, _successions))(rng)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 6, 12))):
        rng.choice(_GRID)(rng, rows)
    data, name = rng.choice((_csv, _csv, _csv, _xlsx, _xlsx, _old_text))(rng, rows)
    if rng.random() < 0.15:
        data = _broken(rng, data)
    if rng.random() < 0.03:
        name = rng.choice(("x.xlsx", "x.csv", "x.xls", "x.ods", "x.xlsb", "x", "x.pdf", "..", "a/b.csv"))
    return data, name


def _members(rng: random.Random) -> Rows:
    rows: Rows = [list(MEMBERS)]
    for n in range(rng.randint(0, 8)):
        told = member(f"M{n:05}", f"Nguyễn Văn {rng.choice('ABCDEĐ')}", birth=f"{rng.randint(1930, 2000)}-01-0{rng.randint(1, 9)}",
                      organisation_id=rng.choice("ABC"), card_no=rng.choice(("", f"8400000{n}")))  # fmt: skip
        if rng.random() < 0.3:
            told |= {
                "left_on": "2010-01-01",
                "left_kind": rng.choice(("died", "struck_off", "left", "expelled", "transferred_out")),
            }
        rows.append([told.get(name, "") for name in MEMBERS])
    return rows


def _organisations(rng: random.Random) -> Rows:
    rows: Rows = [list(ORGANISATIONS), *map(list, TREE)]
    for n in range(rng.randint(0, 6)):
        rows.append(
            [
                f"N{n}",
                f"9{n}",
                f"Chi bộ mới {n}",
                "4",
                "chi bộ",
                rng.choice(("T", "H1", "N0", "N1", f"N{n}", f"N{n + 1}", "")),
                "2001-01-01",
                "",
            ]
        )
    return rows


def _events(rng: random.Random) -> Rows:
    kinds = ("admitted", "official", "exempt", "transferred_out", "transferred_in", "suspended", "restored", "helped", "struck_off", "left",
             "expelled", "died", "readmitted")  # fmt: skip
    rows: Rows = [list(EVENTS)]
    for n in range(rng.randint(0, 10)):
        rows.append(
            [
                f"E{n}",
                f"K{rng.randint(1, 4)}",
                rng.choice("ABC"),
                rng.choice(kinds),
                f"{rng.randint(1985, 2026)}-0{rng.randint(1, 9)}-11",
            ]
        )
    return rows


def _successions(rng: random.Random) -> Rows:
    rows: Rows = [list(SUCCESSIONS)]
    for _ in range(rng.randint(0, 6)):
        kind = rng.choice(("merge", "split", "continue", "move", "rename", "dissolve"))
        places = ("A", "B", "C", "H1", "H2", "T")
        to, extent = rng.choice((*places, "")), rng.choice(("full", "partial", ""))
        rows.append([f"202{rng.randint(0, 5)}-07-01", rng.choice(places), to, kind, extent])
    return rows


def _place(rng: random.Random, rows: Rows) -> tuple[int, int] | None:
    row = rng.randrange(len(rows)) if rows else 0
    return (row, rng.randrange(len(rows[row]))) if rows and rows[row] else None


def _cell(rng: random.Random, rows: Rows) -> None:
    for _ in range(rng.randint(1, 6)):
        if place := _place(rng, rows):
            rows[place[0]][place[1]] = rng.choice(NASTY)


def _copied_row(rng: random.Random, rows: Rows) -> None:
    if len(rows) > 1:
        row = list(rng.choice(rows[1:]))
        if row and rng.random() < 0.5:
            row[rng.randrange(len(row))] = rng.choice(NASTY)
        rows.insert(rng.randint(1, len(rows)), row)


def _copied_id(rng: random.Random, rows: Rows) -> None:
    for row in rows[1:]:
        if row and rng.random() < 0.5:
            row[0] = rng.choice(("M00000", "K1", "N0", "A", "", 10**30))


def _column(rng: random.Random, rows: Rows) -> None:
    width = max(map(len, rows), default=0)
    place = rng.randint(0, width)
    what = rng.choice(("drop", "double", "swap", "add", "shuffle"))
    order = list(range(width))
    rng.shuffle(order)
    for number, row in enumerate(rows):
        row += [""] * (width - len(row))
        if what == "drop" and place < width:
            del row[place]
        elif what == "double" and place < width:
            row.insert(place, row[place])
        elif what == "add":
            row.insert(place, rng.choice(HEADINGS) if number == 0 else rng.choice(NASTY))
        elif what == "swap" and width > 1 and number == 0:
            row[place % width], row[0] = row[0], row[place % width]
        elif what == "shuffle":
            rows[number] = [row[index] for index in order]


def _heading(rng: random.Random, rows: Rows) -> None:
    if rows and rows[0]:
        for _ in range(rng.randint(1, 4)):
            rows[0][rng.randrange(len(rows[0]))] = rng.choice(HEADINGS)


def _loose_rows(rng: random.Random, rows: Rows) -> None:
    for _ in range(rng.randint(1, 4)):
        row = [rng.choice(NASTY) for _ in range(rng.choice((0, 1, 2, 30, 250)))]
        rows.insert(rng.randint(0, len(rows)), row)


def _vietnamese(rng: random.Random, rows: Rows) -> None:
    words = {
        "full_name": "Họ và tên", "birth": "Ngày sinh", "organisation_id": "Chi bộ", "admitted_on": "Ngày vào Đảng", "card_no": "Số thẻ",
        "official_on": "Chính thức", "id": rng.choice(("Mã", "STT")), "ethnicity": "Dân tộc", "gender": "Nam/Nữ", "left_on": "Từ trần",
        "left_kind": "Ghi chú", "exempt_from": "Miễn sinh hoạt",
    }  # fmt: skip
    if rows:
        rows[0] = [words.get(str(cell), cell) for cell in rows[0]]


_GRID: tuple[Callable[[random.Random, Rows], None], ...] = (
    _cell, _cell, _cell, _copied_row, _copied_id, _column, _heading, _loose_rows, _vietnamese,
)  # fmt: skip


def _csv(rng: random.Random, rows: Rows) -> FILE:
    text = csv_text(rows, rng.choice((",", ",", ";", "\t", "|")))
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"))
    return text.encode(encoding, "surrogatepass"), rng.choice(("ds.csv", "ds.txt", "ds.tsv"))


def _old_text(rng: random.Random, rows: Rows) -> FILE:
    text = csv_text(rows)
    how = rng.choice(("tcvn3", "vni", "cp1258", "misread", "latin"))
    if how == "cp1258":
        try:
            return as_cp1258(text), "ds.csv"
        except UnicodeEncodeError:
            how = "latin"
    written = {"tcvn3": as_tcvn3, "vni": as_vni, "latin": str}.get(how, lambda text: text)(text)
    if how == "misread":
        try:
            return misread(text).encode(), "ds.csv"
        except UnicodeError:
            pass
    return written.encode("latin-1", "replace"), "ds.csv"


def _xlsx(rng: random.Random, rows: Rows) -> FILE:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in rows:
        page.append([_storable(cell) for cell in row])
    if rng.random() < 0.2 and len(rows) > 2:
        page.merge_cells(start_row=1, start_column=1, end_row=rng.randint(1, 3), end_column=rng.randint(2, 5))
    if rng.random() < 0.1:
        other: Any = book.create_sheet("Trang 2")
        for row in rows:
            other.append([_storable(cell) for cell in row])
        other.sheet_state = rng.choice(("visible", "hidden"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "ds.xlsx"


def _storable(cell: Any) -> Any:
    if isinstance(cell, str):
        cell = ILLEGAL_CHARACTERS_RE.sub("", cell)[:30_000]
        return cell.encode("utf-8", "ignore").decode()
    if isinstance(cell, int) and abs(cell) > 2**62:
        return float(cell)
    return cell


def _broken(rng: random.Random, data: bytes) -> bytes:
    """Bytes flipped, cut off, doubled, filled with zeros; inside an archive also its parts."""
    if data[:2] == b"PK" and rng.random() < 0.7:
        return _broken_part(rng, data)
    changed = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        place = rng.randrange(len(changed) + 1)
        what = rng.choice(("flip", "cut", "insert", "zero", "drop"))
        if what == "flip" and place < len(changed):
            changed[place] ^= 1 << rng.randrange(8)
        elif what == "cut":
            del changed[max(place, 4) :]
        elif what == "insert":
            changed[place:place] = rng.randbytes(rng.randint(1, 20))
        elif what == "zero":
            changed[place : place + 3] = b"\0\0\0"
        else:
            del changed[place : place + rng.randint(1, 9)]
    return bytes(changed)


def _broken_part(rng: random.Random, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as made:
        names = archive.namelist()
        victim = rng.choice(names)
        for name in names:
            part = archive.read(name)
            if name != victim:
                made.writestr(name, part)
            elif rng.random() < 0.9 and part:
                changed = bytearray(part)
                for _ in range(rng.randint(1, 5)):
                    place = rng.randrange(len(changed))
                    changed[place : place + rng.randint(0, 4)] = rng.choice(
                        (b"<", b">", b"&#0;", b"&x;", b"99999999999", b"", b"\xff", b'"', b"-1")
                    )
                made.writestr(name, bytes(changed))
    return out.getvalue()
