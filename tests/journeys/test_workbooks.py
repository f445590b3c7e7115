"""The officer of the commune takes out forms 2, 4 and 7 and the registers of members, transfers and badges, each as made by hand."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from liemchinh.figures.tests.test_form_of_members_papers import EXPECTED as FORM_7
from liemchinh.figures.tests.test_form_of_members_papers import history
from liemchinh.figures.tests.test_forms_of_admissions_and_groups import FORM_2, PEOPLE, by_group
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.services import record_changes
from tests.journeys.conftest import Opens
from tests.walks import fits
from tests.world import CONSOLE, World

pytestmark = pytest.mark.on("2026-03-03")
Rows = list[list[Any]]
# In 2024 Mai, Sóc and Muội are of Gò Cát, Hồng and Tuấn of Rạch Dừa; the commune is its one grassroots organisation.
PLACES = {"b1": "branch", "b2": "sibling", "b3": "sibling", "g": "branch", "h": "other_branch"}
FORM_2_HERE = [
    *FORM_2[:-5],
    ("III", "Số tổ chức cơ sở đảng có đến cuối kỳ báo cáo", (1, 1, 100)),
    (None, "Đảng bộ cơ sở", (1, 1, 100)),
    (None, "Chi bộ cơ sở", (0, 0, None)),
    (None, "Có kết nạp đảng viên trong kỳ (không kể kết nạp lại)", (1, 1, 100)),
    FORM_2[-1],
]
# Those of form 2 and the four who were there before them, men of the majority: 55.56 + 22.22 + 11.11 + 11.11 = 100.
FORM_4_HERE = by_group(
    (9, 3, 100), {"kinh": (5, 1, 55.56), "khmer": (2, 1, 22.22), "tay": (1, 0, 11.11), "hoa": (1, 1, 11.11)}
)
NOT_MOVED = [None] * 6
SECONDARY, FARM, WORK = (
    "Trung học phổ thông", "Lao động nông nghiệp, lâm nghiệp, ngư nghiệp", "Lao động trực tiếp trong doanh nghiệp",
)  # fmt: skip
LONG_HERE = [None, None, None, "19/05/2016\n19/05/2017"]
MEMBERS = [
    [1, "Trần Văn Bình", "nam", *LONG_HERE, "84003", *NOT_MOVED],
    [2, "Huỳnh Thị Em", "nam", *LONG_HERE, "84004", *NOT_MOVED],
    [3, "Sơn Thị Hồng", "nữ", None, f"{SECONDARY}\nThạc sĩ", None, "30/12/2024", None, *NOT_MOVED],
    [4, "Lê Thị Mai", "nữ", None, f"{SECONDARY}\nĐại học", FARM, "03/02/2024", None, *NOT_MOVED],
    [5, "Trần Muội", "nữ", None, None, "Học sinh", "01/06/2023", None, *NOT_MOVED],
    [6, "Thạch Vĩnh Phúc", "nam", *LONG_HERE, "84000", *NOT_MOVED],
    [7, "Kim Sô Rây", "nam", *LONG_HERE, "84001", *NOT_MOVED],
    [8, "Thạch Sóc", "nam", None, "Trung học cơ sở", WORK, "01/05/2024", None, *NOT_MOVED],
    [9, "Nông Văn Tuấn", "nam", None, "Tiểu học", None, "01/01/2008\n01/01/2009", None, *NOT_MOVED],
]
SIDE = ["Đảng bộ xã Trà Mây", "Đảng bộ huyện Sông Thu", "Đảng bộ huyện Sông Thu"]
OUT, FROM_2016 = ["Chi bộ tàu", SIDE[1], None], ["01/03/2016", "01/03/2017", None]
TRANSFERS = [
    [1, "03/02/2026", "Người Đi 1", None, *FROM_2016, *OUT, *[None] * 8, "x"],
    [2, "09/02/2026", "Người Đi 0", None, *FROM_2016, *SIDE, *SIDE, None, None, "x", None, None, "x"],
    [3, "10/02/2026", "Người Đi 2", None, *FROM_2016, *SIDE, *SIDE, None, None, "x", None, "x", None],
]
MAY = date(2026, 5, 19)
BADGES = [
    [1, MAY, "40 năm", None, "Trần Văn Cũ", None, "09-QĐ", date(2026, 2, 21), "01/03/1986", date(1987, 3, 1), "Chi bộ ấp Rạch Dừa",
     None, None, "không thu thập"],
    [2, MAY, "30 năm", None, "Lý Thị Lâu", None, "09-QĐ", date(2026, 2, 20), "01/03/1996", date(1997, 3, 1), "Chi bộ ấp Gò Cát",
     date(2026, 2, 27), None, "không thu thập"],
]  # fmt: skip


def taken(page: Any, button: str) -> Rows:
    """The sheet that the button gives, row by row; nothing written is None."""
    fits(page)
    with page.expect_download() as given:
        page.click(f"main button:has-text('{button}')")
    sheet = load_workbook(io.BytesIO(Path(given.value.path()).read_bytes())).worksheets[0]
    return [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


def _plain(cell: Any) -> Any:
    return cell.date() if isinstance(cell, datetime) else None if cell == "" else cell


def form(page: Any, code: str, period: str) -> Rows:
    """A statistical form: from the screen that shows it to the workbook."""
    page.goto(f"/figures/forms/{code}/?{period}")
    page.click("main a:has-text('Xuất XLSX')")
    return taken(page, "Tệp Excel")


def body(rows: Rows, lines: int) -> list[tuple[Any, Any, tuple[Any, ...]]]:
    """What stands between the numbers of the columns and the signatures."""
    start = next(place for place, row in enumerate(rows) if row[0] == "1" and row[2] == "2")
    return [(row[0], row[1], tuple(row[2:5])) for row in rows[start + 1 : start + 1 + lines]]


def admitted(world: World) -> None:
    """The people of form 2, in the branches of the commune; one in the other province."""
    changes = [
        Change(
            facts=facts, acts=[NewAct(kind, date.fromisoformat(on), world.places[PLACES[at]]) for kind, on, at in acts]
        )
        for facts, acts in PEOPLE
    ]
    assert [outcome.refusals for outcome in record_changes(changes, actor=CONSOLE)] == [[]] * len(PEOPLE)


def test_forms_and_registers_are_the_workbooks_made_by_hand(as_: Opens, world: World) -> None:
    admitted(world)
    nam, commune = as_("nam"), world.places["commune"]
    year = f"at={commune}&period=year&year=2024"
    assert body(form(nam, "2", year), len(FORM_2_HERE)) == FORM_2_HERE
    assert body(form(nam, "4", year), len(FORM_4_HERE)) == FORM_4_HERE
    nam.goto(f"/figures/forms/?{year}")
    nam.click("main a:has-text('In sổ danh sách đảng viên')")
    assert taken(nam, "Tệp Excel")[-len(MEMBERS) :] == MEMBERS

    history(world)
    assert body(form(nam, "7", f"at={commune}&period=free&from=2026-01-01&to=2026-03-03"), len(FORM_7)) == FORM_7
    nam.goto(f"/transfers/?at={commune}")
    nam.click("main a:has-text('In sổ chuyển sinh hoạt')")
    assert taken(nam, "Lấy tệp Excel")[-len(TRANSFERS) :] == TRANSFERS
    nam.goto(f"/awards/?at={commune}")
    nam.click("main a:has-text('Sổ 5-HHĐ')")
    assert taken(nam, "Tệp Excel")[-len(BADGES) :] == BADGES
