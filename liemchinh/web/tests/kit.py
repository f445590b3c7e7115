"""One page with every component, to be looked at and measured: `python -m liemchinh.web.tests.kit > kit.html` writes it."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest
from django.template import engines

from liemchinh.web.components import Bar, Cell, Column, Crumb, Event, KeyFigure, Option, Series, Tab, Table
from liemchinh.web.forms import DayField, FreeTextField, LineField, PartialDateField, PickField, PickingForm
from liemchinh.web.numbers import show_share
from liemchinh.web.paging import Page
from regulations.answers import Refusal

UNITS = {
    "Phường Thủ Dầu Một": (2937, 1688),
    "Phường Phú Lợi": (4780, 2804),
    "Phường Bình Hòa": (4500, 2611),
    "Phường Tân Uyên": (3567, 2020),
    "Xã Dầu Tiếng": (5025, 2915),
    "Xã Bắc Tân Uyên": (1890, 1105),
    "Xã Phú Giáo": (4462, 2603),
    "Phường Chánh Hiệp": (3547, 2064),
}
KNOWN = (45900, 45950, 46010, 46020, 46090, 46100, 46150, 46160, 46170, 46190, 46200, 46214)
PRESENT = (46214, 46230, 46260, None, 46290, 46310, 46300, 46340, 46350, None, None, None)


def _find(query: str) -> list[Option]:
    return [
        Option(str(number), name, "Đảng bộ Thành phố")
        for number, name in enumerate(UNITS)
        if query.lower() in name.lower()
    ][:5]


class EveryField(PickingForm):
    """Every kind of form field."""

    name = LineField(label="Họ và tên", max_length=60, help_text="Ghi như trong lý lịch.")
    born = PartialDateField(label="Ngày sinh")
    on = DayField(label="Ngày chuyển đi", required=False)
    gender = forms.ChoiceField(label="Giới tính", choices=[("nam", "Nam"), ("nữ", "Nữ")], widget=forms.RadioSelect)
    level = forms.ChoiceField(label="Trình độ", choices=[("a", "Đại học"), ("b", "Cao đẳng")])
    place = PickField(
        label="Chi bộ nơi đến", look_up=_find, title_of=lambda number: Option(str(number), f"Chi bộ {number}")
    )
    why = FreeTextField(
        label="Lý do", max_length=200, privacy="Không ghi nhận xét về tư tưởng, gia đình, sức khỏe hay người khác."
    )
    kinds = forms.MultipleChoiceField(
        label="Các loại", choices=[("a", "Kết nạp"), ("b", "Chuyển đi")], widget=forms.CheckboxSelectMultiple
    )
    count = forms.IntegerField(label="Số người", min_value=1, required=False)
    file = forms.FileField(label="Tệp danh sách", help_text="XLSX, XLS, ODS hoặc CSV, tối đa 10 MB.")
    sure = forms.BooleanField(label="Đã đọc và đồng ý")


def _table() -> Table:
    columns = ("Đơn vị", "Đảng viên", "Nữ", "Tỷ lệ nữ", "Dưới 35", "So cùng kỳ", "Quá hạn")
    rows = [
        (
            Cell(name, "?t"),
            Cell(all_),
            Cell(women),
            Cell(show_share(women, all_)),
            Cell(all_ // 3),
            Cell("+12"),
            Cell(women % 4, tone="late"),
        )
        for name, (all_, women) in UNITS.items()
    ]
    total = (Cell("Cộng"), Cell(46214), Cell(26772), Cell("57,93%"), Cell(15126), Cell("+104"), Cell(62))
    return Table(
        "Số liệu theo đơn vị",
        (Column(columns[0]), *(Column(title, numeric=True) for title in columns[1:])),
        rows,
        total,
    )


def given(*, wrong: bool = False) -> dict[str, Any]:
    """What the page shows; with `wrong`, a form sent back with its errors."""
    return {
        "on": date(2026, 11, 20),
        "crumbs": [Crumb("Đảng bộ Thành phố", "?a"), Crumb("Phường Phú Lợi", "?b"), Crumb("Số liệu")],
        "tabs": [
            Tab("Số liệu", "?a", current=True),
            Tab("Tổ chức", "?b", count=13),
            Tab("Qua thời gian", "?c"),
            Tab("Sổ ghi", "?d", count=1204),
        ],
        "figures": [
            KeyFigure("Đảng viên", 46214, "đến 20/11/2026", "?f"),
            KeyFigure("Nữ", "57,93%"),
            KeyFigure("Tuổi trung bình", Decimal("46.2")),
            KeyFigure("Việc quá hạn", 62, "/ 420", tone="late"),
        ],
        "bars": [Bar(name, all_, "?u", (women, all_ - women)) for name, (all_, women) in UNITS.items()],
        "legend": ["Nữ", "Nam"],
        "table": _table(),
        "labels": [f"T{month}" for month in range(1, 13)],
        "columns": [Series("Kết nạp", (12, 30, 25, 40, 62, 18, 22, 31, 44, 52, 60, 20))],
        "lines": [Series("2025", KNOWN), Series("2026", PRESENT)],
        "page": Page([], "12", "62"),
        "refusals": [
            Refusal(
                "a", "Chưa đủ thời gian dự bị.", "khoản 1, Điều 5, Điều lệ", "Chờ đến hết ngày 01/07/2026 rồi làm lại."
            ),
            Refusal("b", "Thiếu nghị quyết của chi bộ.", "Điều 4, Điều lệ", "Nhập số và ngày của nghị quyết."),
        ],
        "events": [
            Event("2019", "Thành lập Chi bộ Khu phố 3", "Quyết định 12-QĐ/ĐU"),
            Event("01/07/2025", "Nhập vào Đảng bộ phường Phú Lợi", "mang theo 46 người", "?e", "good"),
            Event("", "Chưa rõ ngày", tone="unknown"),
            Event("20/11/2026", "Hiện nay", "46 người", tone="now"),
        ],
        "form": EveryField(
            {"name": "", "born": "56", "place": "1", "why": "x" * 201} if wrong else None, initial={"place": 2}
        ),
    }


def html(request: HttpRequest, *, wrong: bool = False) -> str:
    """The page as the given reader sees it."""
    source = Path(__file__).with_name("kit.html").read_text()
    return engines["django"].from_string(source).render(given(wrong=wrong), request)


def main() -> None:
    """Writes the page to standard output; it is looked at on a running installation, whose stylesheet it uses."""
    import os
    import sys

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.test import RequestFactory

    from liemchinh.web.tests.conftest import reader

    settings.ROOT_URLCONF = "liemchinh.web.tests.addresses"
    request = RequestFactory().get("/")
    request.actor = reader(every=True)  # type: ignore[attr-defined]
    request.resolver_match = None
    sys.stdout.write(html(request))


if __name__ == "__main__":
    main()
