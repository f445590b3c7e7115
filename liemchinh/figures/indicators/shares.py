"""Shares and means: never added up, always worked out where they are asked. And what is told by others."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Indicator, declare
from liemchinh.members.reasons import Words


def _share(key: str, label: Words, part: str, whole: str, **more: Any) -> None:
    declare(Indicator(key, label, "shares", "share", "percent", over=(part, whole), **more))


declare(Indicator("population", _("Dân số"), "reported", "reported", "inhabitants"))
_share("members_per_population", _("Tỷ lệ hội viên so với dân số"), "members", "population")
_share("share_official", _("Tỷ lệ hội viên chính thức"), "members_official", "members")
_share("share_women", _("Tỷ lệ hội viên nữ"), "members_women", "members")
_share(
    "share_minority", _("Tỷ lệ hội viên người dân tộc thiểu số"), "members_minority", "members", sensitive="ethnicity"
)
_share("share_exempt", _("Tỷ lệ hội viên được miễn công tác và sinh hoạt hiệp hội"), "members_exempt", "members")
_share("share_young", _("Tỷ lệ hội viên đến 30 tuổi"), "members_age_to_30", "members")
_share("share_admitted", _("Tỷ lệ kết nạp trong kỳ so với hội viên cuối kỳ"), "admitted", "members")
_share("share_admitted_women", _("Tỷ lệ nữ trong số kết nạp"), "admitted_women", "admitted")
_share(
    "share_grassroots_without_admission",
    _("Tỷ lệ tổ chức cơ sở hiệp hội không kết nạp trong kỳ"),
    "grassroots_without_admission",
    "grassroots",
)
declare(
    Indicator(
        "average_age", _("Tuổi đời bình quân"), "age", "mean", "years", over=("members_age_sum", "members_birth_exact")
    )
)
declare(
    Indicator(
        "admitted_average_age",
        _("Tuổi bình quân khi kết nạp"),
        "admission",
        "mean",
        "years",
        over=("admitted_age_sum", "admitted_birth_exact"),
    )
)
declare(
    Indicator(
        "admissions_average_age",
        _("Tuổi bình quân khi kết nạp, kể cả kết nạp lại"),
        "admission",
        "mean",
        "years",
        over=("admissions_age_sum", "admissions_birth_exact"),
        shown=False,
    )
)
