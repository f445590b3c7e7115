"""What happened to membership in a period: acts in the book, by the day they take effect."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Condition, Indicator, declare, declare_partition
from liemchinh.figures.indicators.bands import AGE_UNSURE, AGES, MINORITY, PROBATIONARY, WOMEN, age_key, aged
from liemchinh.figures.indicators.lists import entries, every_entry, within
from liemchinh.members.reasons import Words


def _acts(key: str, label: Words, subject: str, act: str, *where: Condition, **more: Any) -> None:
    unit = more.pop("unit", "people")
    declare(Indicator(key, label, subject, "flow", unit, acts=(act,), where=where, **more))


_acts("admitted", _("Kết nạp"), "admission", "admitted")
_acts("admitted_women", _("Kết nạp: nữ"), "admission", "admitted", WOMEN)
_acts(
    "admitted_minority", _("Kết nạp: người dân tộc thiểu số"), "admission", "admitted", MINORITY, sensitive="ethnicity"
)
for first, last in AGES:
    told = (
        format_lazy(_("Kết nạp: từ 18 đến {last} tuổi"), last=last) if first == 0
        else format_lazy(_("Kết nạp: trên {age} tuổi"), age=first - 1) if last > 150
        else format_lazy(_("Kết nạp: từ {first} đến {last} tuổi"), first=first, last=last)
    )  # fmt: skip
    _acts(f"admitted_age_{age_key(first, last)}", told, "admission", "admitted", aged(first, last))
_acts("admitted_age_unsure", _("Kết nạp: chưa rõ nhóm tuổi vì ngày sinh chưa đủ"), "admission", "admitted", AGE_UNSURE)
declare_partition("admitted", (*(f"admitted_age_{age_key(*band)}" for band in AGES), "admitted_age_unsure"))
_acts(
    "admitted_birth_exact",
    _("Kết nạp: có ngày sinh đầy đủ"),
    "admission",
    "admitted",
    Condition("age", "exact"),
    shown=False,
)
_acts(
    "admitted_age_sum",
    _("Kết nạp: tổng tuổi đời"),
    "admission",
    "admitted",
    Condition("age", "exact"),
    sums="age",
    shown=False,
)
_acts("readmitted", _("Kết nạp lại"), "admission", "readmitted")
_acts("recognised", _("Công nhận chính thức"), "admission", "official")


# Form 2: admitted and readmitted together, as its first line counts them; asked by that form alone.
def _admissions(key: str, label: Words, *where: Condition, **more: Any) -> None:
    acts = ("admitted", "readmitted")
    declare(
        Indicator(f"admissions{key}", label, "admission", "flow", "people", acts=acts, where=where, shown=False, **more)
    )


_TOGETHER = _("Kết nạp, kể cả kết nạp lại")
_admissions("", _TOGETHER)
_admissions("_women", _TOGETHER, WOMEN)
_admissions("_minority", _TOGETHER, MINORITY, sensitive="ethnicity")
for band in AGES:
    _admissions(f"_age_{age_key(*band)}", _TOGETHER, aged(*band))
_admissions("_age_unsure", _TOGETHER, AGE_UNSURE)
declare_partition("admissions", (*(f"admissions_age_{age_key(*band)}" for band in AGES), "admissions_age_unsure"))
_admissions("_birth_exact", _TOGETHER, Condition("age", "exact"))
_admissions("_age_sum", _TOGETHER, Condition("age", "exact"), sums="age")
for column in ("occupation", "education", "profession_level"):
    for item in every_entry(column):
        _admissions(f"_{item.code}", _TOGETHER, Condition(column, "in", within(column, item.code)))
    known = tuple(sorted(item.code for item in every_entry(column)))
    _admissions(f"_{column}_unknown", _TOGETHER, Condition(column, "not_in", known))
    declare_partition(
        "admissions", (*(f"admissions_{item.code}" for item in entries(column)), f"admissions_{column}_unknown")
    )

for act, whole, beyond in (
    ("transferred_in", _("Tiếp nhận chuyển sinh hoạt chính thức đến"), _("Chuyển đến: từ ngoài tổ chức này")),
    ("transferred_out", _("Giới thiệu chuyển sinh hoạt chính thức đi"), _("Chuyển đi: ra ngoài tổ chức này")),
):
    way = _("Chuyển đến: từ") if act == "transferred_in" else _("Chuyển đi: tới")
    _acts(act, whole, "transfers", act, unit="times")
    for name, place in (
        ("other_province", _("ban tỉnh hội (và tương đương) khác")),
        ("other_district", _("ban huyện hội (và tương đương) khác trong tỉnh")),
        ("same_district", _("tổ chức khác trong cùng huyện (và tương đương)")),
    ):
        label = format_lazy("{way} {place}", way=way, place=place)
        _acts(f"{act}_{name}", label, "transfers", act, Condition("counterpart", "class", name), unit="times")
    declare_partition(act, tuple(f"{act}_{name}" for name in ("other_province", "other_district", "same_district")))
    _acts(f"{act}_beyond", beyond, "transfers", act, Condition("counterpart", "beyond"), unit="times")
    _acts(f"{act}_nearby", format_lazy("{way} {place}", way=way, place=_("nơi khác trong cùng huyện, ngoài tổ chức này")), "transfers", act,
          Condition("counterpart", "class", "same_district"), Condition("counterpart", "beyond"), unit="times", shown=False)  # fmt: skip
_acts("moved_in", _("Đến cùng tổ chức khi sắp xếp"), "transfers", "moved_in", Condition("counterpart", "beyond"))
_acts("moved_out", _("Đi cùng tổ chức khi sắp xếp"), "transfers", "moved_out", Condition("counterpart", "beyond"))

_acts("restored", _("Phục hồi hội tịch"), "changes", "restored")
_acts("exempted", _("Được miễn công tác và sinh hoạt hiệp hội trong kỳ"), "changes", "exempt")
_acts("exempt_ended", _("Thôi miễn công tác và sinh hoạt hiệp hội"), "changes", "exempt_ended")
_acts(
    "suspended",
    _("Hội viên bị đình chỉ sinh hoạt trong kỳ"),
    "changes",
    "suspended",
    distinct=True,
    sensitive="conduct",
)
_acts("suspended_times", _("Lượt đình chỉ sinh hoạt"), "changes", "suspended", unit="times", sensitive="conduct")
_acts("resumed", _("Trở lại sinh hoạt sau đình chỉ"), "changes", "resumed", unit="times", sensitive="conduct")
_acts("helped", _("Hội viên được rà soát, giáo dục, giúp đỡ"), "changes", "helped", distinct=True, sensitive="conduct")
_acts("helped_times", _("Lượt rà soát, giáo dục, giúp đỡ"), "changes", "helped", unit="times", sensitive="conduct")

_acts("died", _("Từ trần"), "leaving", "died")
_acts("expelled", _("Trục xuất"), "leaving", "expelled", sensitive="conduct")
_acts("struck_off", _("Xóa tên"), "leaving", "struck_off", sensitive="conduct")
_acts(
    "struck_off_probationary", _("Xóa tên: hội viên dự bị"), "leaving", "struck_off", PROBATIONARY, sensitive="conduct"
)
_acts("left", _("Được cho ra khỏi Hiệp hội"), "leaving", "left", sensitive="conduct")
