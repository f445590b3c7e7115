"""The lists a trade union brings: its groups and its members, in the union's own headings; names from the lists of the example."""

import csv
import os
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from io import StringIO

from liemchinh.demo.tables import rows

# Six in a group are enough for its secret vote.
MEMBERS = int(os.environ.get("LIEMCHINH_UNION", "900"))
GROUPS = min(30, MEMBERS // 6)
UNION = "Công đoàn Công ty Dệt Gò Cát"
FOUNDED = "01/01/2020"
Line = Mapping[str, object]


def groups() -> list[Line]:
    """The union of the workplace and its groups."""
    top = {
        "Mã tổ chức": "CD",
        "Tên tổ chức": UNION,
        "Cấp": "cơ sở",
        "Loại": "công đoàn cơ sở",
        "Mã cấp trên": "",
        "Hiệu lực từ": FOUNDED,
    }
    return [
        top,
        *({**top, "Mã tổ chức": f"T{at}", "Tên tổ chức": group(at), "Cấp": "tổ", "Loại": "tổ công đoàn", "Mã cấp trên": "CD"}
          for at in range(1, GROUPS + 1)),
    ]  # fmt: skip


def group(at: int) -> str:
    """How a group is called."""
    return f"Tổ công đoàn {at}"


def members(count: int = MEMBERS) -> list[Line]:
    """So many members, as many in each group. No two share a name and a day of birth."""
    return [member(at) for at in range(count)]


def member(at: int) -> Line:
    """One member."""
    of = "female" if at % 2 else "male"
    born, joined = date(1970, 1, 1) + timedelta(days=at * 11), date(2020, 3, 2) + timedelta(days=at)
    return {
        "STT": at + 1, "Họ và tên": name(at, of), "Ngày sinh": f"{born:%d/%m/%Y}", "Giới tính": "nữ" if at % 2 else "nam",
        "Tổ công đoàn": group(at % GROUPS + 1), "Ngày vào Công đoàn": f"{joined:%d/%m/%Y}",
        "Ngày chính thức": f"{joined + timedelta(days=95):%d/%m/%Y}", "Số thẻ đoàn viên": f"{70_000_000 + at}",
    }  # fmt: skip


def name(at: int, of: str) -> str:
    """Family, middle and given name, by turns from the lists."""
    parts = (rows("family"), rows(f"middle_{of}"), rows(f"given_{of}"))
    return " ".join(part[(at * step) % len(part)]["name"] for part, step in zip(parts, (1, 3, 7), strict=True))


def as_csv(lines: Sequence[Line]) -> str:
    """A list as a file."""
    out = StringIO()
    told = csv.DictWriter(out, list(lines[0]), lineterminator="\n")
    told.writeheader()
    told.writerows(lines)
    return out.getvalue()
