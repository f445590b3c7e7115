"""Organisations at the end of a day: the asked one and everything under it."""

from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Condition, Indicator, declare, declare_partition
from liemchinh.members.reasons import Words
from liemchinh.organisations.categories import BRANCHES, GRASSROOTS

_TOLD = {
    "province": _("Liên hội cấp tỉnh"),
    "district": _("Liên hội cấp huyện"),
    "upper": _("Liên hội cấp trên cơ sở khác"),
    "grassroots_committee": _("Liên hội cơ sở"),
    "grassroots_branch": _("Chi hội cơ sở"),
    "section": _("Liên hội bộ phận"),
    "branch": _("Chi hội trực thuộc"),
    "territory": _("Đơn vị hành chính"),
    "unassigned": _("Nơi chưa phân bổ"),
    "other": _("Tổ chức khác"),
}


def _standing(key: str, label: Words, *where: Condition) -> None:
    declare(Indicator(key, label, "organisations", "stock", "organisations", of="organisations", where=where))


def _category(*categories: str) -> Condition:
    return Condition("category", "in", tuple(sorted(categories)))


_standing("organisations", _("Tổ chức các cấp, kể cả tổ chức này"))
for category, told in _TOLD.items():
    _standing(f"organisations_{category}", told, _category(category))
declare_partition("organisations", tuple(f"organisations_{category}" for category in _TOLD))
_standing("grassroots", _("Tổ chức cơ sở hiệp hội"), _category(*GRASSROOTS))
declare_partition("grassroots", ("organisations_grassroots_committee", "organisations_grassroots_branch"))
_standing("branches", _("Chi hội (chi hội cơ sở và chi hội trực thuộc)"), _category(*BRANCHES))
declare_partition("branches", ("organisations_branch", "organisations_grassroots_branch"))

_DIRECT = Condition("depth", "is", 1)
_standing("direct", _("Tổ chức trực thuộc trực tiếp"), _DIRECT)
_standing("direct_district", _("Trực thuộc trực tiếp: liên hội cấp huyện"), _DIRECT, _category("district"))
_standing("direct_upper", _("Trực thuộc trực tiếp: liên hội cấp trên cơ sở khác"), _DIRECT, _category("upper"))
_standing("direct_grassroots", _("Trực thuộc trực tiếp: tổ chức cơ sở hiệp hội"), _DIRECT, _category(*GRASSROOTS))

_standing(
    "branches_small",
    _("Chi hội có dưới 3 hội viên chính thức"),
    _category(*BRANCHES),
    Condition("official_members", "fewer", 3),
)
_standing("branches_empty", _("Chi hội không có hội viên"), _category(*BRANCHES), Condition("members", "none"))
_standing(
    "branches_without_admission",
    _("Chi hội không kết nạp hội viên trong kỳ"),
    _category(*BRANCHES),
    Condition("admissions", "none"),
)
_standing("grassroots_without_admission", _("Tổ chức cơ sở hiệp hội không kết nạp hội viên trong kỳ"), _category(*GRASSROOTS),
          Condition("admissions", "none"))  # fmt: skip
