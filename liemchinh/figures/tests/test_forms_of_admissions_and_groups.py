"""Forms 2, 2b and 4, cell by cell, against tables worked out by hand."""

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from liemchinh.figures.asking import question
from liemchinh.figures.indicators.lists import every_entry
from liemchinh.figures.statistical.asking import form_visible_to, forms
from liemchinh.figures.statistical.filling import HIDDEN, Filled
from liemchinh.figures.tests.small import CONSOLE, Small, build
from liemchinh.figures.workbooks import Office, form_workbook
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import record_changes
from tests.world import World

pytestmark = pytest.mark.django_db
Cells = tuple[object, ...]

# Two acts of one commune in 2024, one readmission in another, one admission the year before, one in another province.
PEOPLE: list[tuple[PersonFacts, list[tuple[str, str, str]]]] = [
    (
        PersonFacts("Lê Thị Mai", "nữ", "1995-03-10", "kinh", "upper_secondary", "bachelor", "", "farmer"),
        [("admitted", "2024-02-03", "b1")],
    ),
    (
        PersonFacts("Thạch Sóc", "nam", "1990-05-01", "khmer", "lower_secondary", "", "", "enterprise_worker"),
        [("admitted", "2024-05-01", "b1")],
    ),
    (
        PersonFacts("Sơn Thị Hồng", "nữ", "1988-12-31", "khmer", "upper_secondary", "master"),
        [("admitted", "2024-12-30", "b2")],
    ),
    (
        PersonFacts("Nông Văn Tuấn", "nam", "1975-01-01", "tay", "primary"),
        [
            ("admitted", "2008-01-01", "b3"),
            ("official", "2009-01-01", "b3"),
            ("left", "2020-01-01", "b3"),
            ("readmitted", "2024-12-01", "b3"),
        ],
    ),
    (PersonFacts("Trần Muội", "nữ", "1999", "hoa", occupation="pupil"), [("admitted", "2023-06-01", "g")]),
    (PersonFacts("Ngô Văn Sáu", "nam", "1980-01-01", "dao"), [("admitted", "2024-03-03", "h")]),
]
# As printed: mark, label, this period, the year before, percent. Lines in which nothing happened: 0, 0, nothing.
NOTHING = (0, 0, None)
NOT_COLLECTED, NOT_YET, HEADING = (
    ("không thu thập", None, None),
    ("chưa có trong phần mềm", None, None),
    (None, None, None),
)
FORM_2: list[tuple[str | None, str, Cells]] = [
    ("I", "Tổng số đảng viên mới kết nạp trong kỳ", (4, 1, 400)),
    (None, "Trong đó: kết nạp lại", (1, 0, None)),
    (None, "Nữ", (2, 1, 200)),
    (None, "Người dân tộc thiểu số", (3, 1, 300)),
    (None, "Người theo tôn giáo", NOT_COLLECTED),
    (None, "Đoàn viên Đoàn TNCS Hồ Chí Minh", NOT_YET),
    (None, "Chủ doanh nghiệp tư nhân", NOT_YET),
    (None, "Người vi phạm chính sách dân số", NOT_COLLECTED),
    (None, "Người kết hôn với người nước ngoài", NOT_COLLECTED),
    ("II", "Phân tích đảng viên mới kết nạp", HEADING),
    ("1", "Nghề nghiệp", HEADING),
    (None, "Cán bộ, công chức nhà nước từ cấp huyện trở lên", NOTHING),
    (None, "Cán bộ, công chức cơ quan Đảng, Mặt trận, đoàn thể từ cấp huyện trở lên", NOTHING),
    (None, "Cán bộ, công chức, người hoạt động không chuyên trách cấp xã", NOTHING),
    (None, "Người hoạt động không chuyên trách ở thôn, tổ dân phố", NOTHING),
    (None, "Viên chức, người lao động đơn vị sự nghiệp công lập", NOTHING),
    (None, "Người lao động đơn vị sự nghiệp ngoài công lập", NOTHING),
    (None, "Người làm việc trong doanh nghiệp", (1, 0, None)),
    (None, "Cán bộ quản lý doanh nghiệp", NOTHING),
    (None, "Lao động gián tiếp", NOTHING),
    (None, "Lao động trực tiếp", (1, 0, None)),
    (None, "Lao động nông nghiệp, lâm nghiệp, ngư nghiệp", (1, 0, None)),
    (None, "Sĩ quan, chiến sĩ lực lượng vũ trang", NOTHING),
    (None, "Sinh viên", NOTHING),
    (None, "Học sinh", (0, 1, 0)),
    (None, "Nghề nghiệp khác", NOTHING),
    (None, "Chưa ghi nghề nghiệp", (2, 0, None)),
    ("2", "Tuổi đời", HEADING),
    # 28 years; she of 2023 was 23 or 24.
    (None, "Từ 18 đến 30 tuổi", (1, 1, 100)),
    # 34 on the birthday itself; 35 on the day before the 36th.
    (None, "Từ 31 đến 35 tuổi", (2, 0, None)),
    (None, "Từ 36 đến 40 tuổi", NOTHING),
    (None, "Từ 41 đến 45 tuổi", NOTHING),
    (None, "Từ 46 đến 50 tuổi", (1, 0, None)),
    (None, "Từ 51 đến 55 tuổi", NOTHING),
    (None, "Từ 56 đến 60 tuổi", NOTHING),
    (None, "Trên 60 tuổi", NOTHING),
    (None, "Chưa rõ nhóm tuổi vì ngày sinh chưa đủ", NOTHING),
    # (28 + 34 + 35 + 49) / 4; of the year before nobody's birth is known to the day.
    (None, "Tuổi bình quân khi kết nạp", (36.5, None, None)),
    ("3", "Trình độ học vấn phổ thông", HEADING),
    (None, "Chưa biết chữ hoặc chỉ biết đọc, biết viết chữ Quốc ngữ", NOTHING),
    (None, "Tiểu học", (1, 0, None)),
    (None, "Trung học cơ sở", (1, 0, None)),
    (None, "Trung học phổ thông", (2, 0, None)),
    (None, "Chưa ghi trình độ học vấn", (0, 1, 0)),
    ("4", "Trình độ chuyên môn nghiệp vụ", HEADING),
    (None, "Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp", NOTHING),
    (None, "Trung cấp", NOTHING),
    (None, "Cao đẳng", NOTHING),
    (None, "Đại học", (1, 0, None)),
    (None, "Thạc sĩ", (1, 0, None)),
    (None, "Tiến sĩ, tiến sĩ khoa học", NOTHING),
    (None, "Chưa ghi, hoặc không có trình độ chuyên môn", (2, 1, 200)),
    ("5", "Chức danh khoa học", HEADING),
    (None, "Phó giáo sư", NOT_YET),
    (None, "Giáo sư", NOT_YET),
    ("III", "Số tổ chức cơ sở đảng có đến cuối kỳ báo cáo", (4, 4, 100)),
    (None, "Đảng bộ cơ sở", (3, 3, 100)),
    (None, "Chi bộ cơ sở", (1, 1, 100)),
    (None, "Có kết nạp đảng viên trong kỳ (không kể kết nạp lại)", (1, 1, 100)),
    (None, "Không còn quần chúng", NOT_YET),
]
# Of the groups: all, women, percent. Everybody else: 0, 0, 0,00.
FORM_2B = {"kinh": (1, 1, 25), "khmer": (2, 1, 50), "tay": (1, 0, 25)}
FORM_4 = {"kinh": (1, 1, 20), "khmer": (2, 1, 40), "tay": (1, 0, 20), "hoa": (1, 1, 20)}
RELIGIONS = ["Công giáo", "Tin Lành", "Phật giáo", "Cao Đài", "Phật giáo Hòa Hảo", "Hồi giáo", "Tôn giáo khác"]


@pytest.fixture
def small() -> Small:
    made = build()
    changes = [
        Change(facts=facts, acts=[NewAct(kind, date.fromisoformat(on), made[place]) for kind, on, place in acts])
        for facts, acts in PEOPLE
    ]
    assert [outcome.refusals for outcome in record_changes(changes, actor=CONSOLE)] == [[]] * len(PEOPLE)
    return made


def filled(small: Small, code: str, last: date = date(2024, 12, 31)) -> Filled:
    found = form_visible_to(CONSOLE, forms()[code], question(small["p"], date(2024, 1, 1), last))
    assert found is not None
    return found


def printed(form: Filled) -> list[tuple[object, object, Cells]]:
    """The body of the workbook: what stands between the numbers of the columns and the signatures."""
    sheet = load_workbook(io.BytesIO(form_workbook(form, Office("Đảng bộ tỉnh An", "Năm 2024", "")))).worksheets[0]
    told = [
        tuple(cell.value or None if isinstance(cell.value, str) else cell.value for cell in row[:5])
        for row in sheet.iter_rows()
    ]
    start = next(place for place, row in enumerate(told) if row[0] == "1" and row[2] == "2")
    return [(row[0], row[1], row[2:]) for row in told[start + 1 : start + 1 + len(form.lines)]]


def by_group(whole: Cells, groups: Mapping[str, Cells]) -> list[tuple[object, object, Cells]]:
    listed = every_entry("ethnic_groups")
    return [
        ("I", "Đảng viên chia theo dân tộc", whole),
        *((str(place), item.label, groups.get(item.code, (0, 0, 0))) for place, item in enumerate(listed, start=1)),
        (None, "Chưa ghi dân tộc", (0, 0, 0)),
        ("II", "Đảng viên trong các tôn giáo", NOT_COLLECTED),
        *((str(place), label, NOT_COLLECTED) for place, label in enumerate(RELIGIONS, start=1)),
    ]


def test_form_two_is_the_table_worked_out_by_hand(small: Small) -> None:
    form = filled(small, "2")
    assert printed(form) == FORM_2
    assert form.parts_hold


def test_form_two_of_some_days_counts_as_that_of_whole_months(small: Small) -> None:
    """Whole months come from kept sums, single days from the records: the readmission of December is left out, nothing else."""
    cells = {line.row.id: line.cells for line in filled(small, "2", date(2024, 11, 29)).lines}
    assert [cells[key][0] for key in ("I", "I-again", "a2", "a10")] == [2, 0, 1, Decimal("31.00")]


def test_form_two_b_is_the_table_worked_out_by_hand(small: Small) -> None:
    assert printed(filled(small, "2b")) == by_group((4, 2, 100), FORM_2B)


def test_form_four_is_the_table_worked_out_by_hand(small: Small) -> None:
    assert printed(filled(small, "4")) == by_group((5, 3, 100), FORM_4)


@pytest.mark.parametrize("code", ["2b", "4"])
def test_ethnicity_in_a_branch_is_shown_only_to_who_may_open_it(world: World, code: str) -> None:
    branch = question(world.places["branch"], date(2025, 1, 1), date(2025, 12, 31))
    commune = question(world.places["commune"], date(2025, 1, 1), date(2025, 12, 31))
    hidden = {
        name: {HIDDEN in line.cells for line in seen.lines if line.row.entry is not None}
        for name in ("chi", "khoa")
        if (seen := form_visible_to(world.actor(name), forms()[code], branch))
    }
    assert hidden == {"chi": {True}, "khoa": {False}}
    above = form_visible_to(world.actor("giang"), forms()[code], commune)
    assert above is not None and not any(HIDDEN in line.cells for line in above.lines)
