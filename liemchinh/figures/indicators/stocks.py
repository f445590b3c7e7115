"""Members at the end of a day."""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Condition, Indicator, declare, declare_partition
from liemchinh.figures.indicators.bands import (
    ADMISSIONS,
    AGE_UNSURE,
    AGES,
    MINORITY,
    PROBATIONARY,
    SENIORITY,
    WOMEN,
    age_key,
    aged,
)  # fmt: skip
from liemchinh.figures.indicators.lists import entries, every_entry, within
from liemchinh.members.reasons import Words


def _members(key: str, label: Words, subject: str, *where: Condition, **more: Any) -> None:
    declare(Indicator(key, label, subject, "stock", "people", where=where, **more))


_members("members", _("Hội viên"), "members")
_members("members_official", _("Hội viên chính thức"), "members", Condition("official", "yes"))
_members("members_probationary", _("Hội viên dự bị"), "members", PROBATIONARY)
_members(
    "members_exempt", _("Hội viên được miễn công tác và sinh hoạt hiệp hội"), "members", Condition("exempt", "yes")
)
_members(
    "members_active",
    _("Hội viên đang công tác, sinh hoạt"),
    "members",
    Condition("exempt", "no"),
    Condition("suspended", "no"),
)
_members(
    "members_suspended",
    _("Hội viên đang bị đình chỉ sinh hoạt"),
    "members",
    Condition("suspended", "yes"),
    sensitive="conduct",
)
_members("members_women", _("Hội viên nữ"), "members", WOMEN)
_members("members_minority", _("Hội viên người dân tộc thiểu số"), "members", MINORITY, sensitive="ethnicity")
declare_partition("members", ("members_official", "members_probationary"))

for first, last in AGES:
    told = (
        format_lazy(_("Tuổi đời từ 18 đến {last}"), last=last) if first == 0
        else format_lazy(_("Tuổi đời trên {age}"), age=first - 1) if last > 150
        else format_lazy(_("Tuổi đời từ {first} đến {last}"), first=first, last=last)
    )  # fmt: skip
    _members(f"members_age_{age_key(first, last)}", told, "age", aged(first, last))
_members("members_age_unsure", _("Chưa rõ nhóm tuổi vì ngày sinh chưa đủ"), "age", AGE_UNSURE)
declare_partition("members", (*(f"members_age_{age_key(*band)}" for band in AGES), "members_age_unsure"))
_members("members_birth_exact", _("Hội viên có ngày sinh đầy đủ"), "age", Condition("age", "exact"), shown=False)
_members("members_age_sum", _("Tổng tuổi đời"), "age", Condition("age", "exact"), sums="age", shown=False)

_TOLD = (_("Vào Hiệp hội trước 19/8/1945"), _("Vào Hiệp hội từ 19/8/1945 đến 20/7/1954"), _("Vào Hiệp hội từ 21/7/1954 đến 30/4/1975"),
         _("Vào Hiệp hội từ 01/5/1975 đến nay"))  # fmt: skip
for (name, since, until), told in zip(ADMISSIONS, _TOLD, strict=True):
    _members(f"members_admitted_{name}", told, "party_age", Condition("admitted", "days", (since, until)))
_members("members_admitted_unknown", _("Chưa ghi ngày vào Hiệp hội"), "party_age", Condition("admitted", "unknown"))
declare_partition("members", (*(f"members_admitted_{name}" for name, _s, _u in ADMISSIONS), "members_admitted_unknown"))
for years in SENIORITY:
    label = format_lazy(_("Đủ {years} năm tuổi Hiệp hội trở lên"), years=years)
    _members(f"members_party_age_{years}", label, "party_age", Condition("party_age", "years", (years, 199)))


def _by_list(column: str, subject: str, prefix: Words, nothing: Words) -> None:
    """One indicator for each entry of the charter's list, and one for those of whom nothing is recorded."""
    known = tuple(sorted(item.code for item in every_entry(column)))
    for item in every_entry(column):
        _members(f"members_{item.code}", format_lazy("{prefix}: {label}", prefix=prefix, label=item.label), subject,
                 Condition(column, "in", within(column, item.code)))  # fmt: skip
    _members(f"members_{column}_unknown", nothing, subject, Condition(column, "not_in", known))
    declare_partition("members", (*(f"members_{item.code}" for item in entries(column)), f"members_{column}_unknown"))


_by_list("education", "schooling", _("Học vấn"), _("Chưa ghi trình độ học vấn"))
_by_list("profession_level", "schooling", _("Chuyên môn"), _("Chưa ghi trình độ chuyên môn"))
_by_list("theory_level", "schooling", _("Lý luận chính trị"), _("Chưa ghi trình độ lý luận chính trị"))
_by_list("occupation", "occupation", _("Nghề nghiệp"), _("Chưa ghi nghề nghiệp"))
