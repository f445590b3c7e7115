"""The ways into an indicator: what it may be crossed by, each line a question that reports ask, and no other. Declared last."""

from django.utils.translation import gettext_lazy as _

from liemchinh.figures.crossings import declare_crossing
from liemchinh.figures.declarations import partitions


def _beside(whole: str, part: str) -> tuple[str, ...]:
    """The parts of the partition of `whole` that has this one among them."""
    return next(one.parts for one in partitions() if one.whole == whole and part in one.parts)


for _whole, _code, _label, _part in (
    ("members", "standing", _("Chính thức, dự bị"), "members_official"),
    ("members", "age", _("Nhóm tuổi"), "members_age_to_30"),
    ("members", "since", _("Thời gian kết nạp"), "members_admitted_since_1975"),
    ("members", "education", _("Học vấn"), "members_literate"),
    ("members", "profession", _("Chuyên môn"), "members_bachelor"),
    ("members", "theory", _("Lý luận"), "members_theory_advanced"),
    ("members", "occupation", _("Nghề nghiệp"), "members_farmer"),
    ("admitted", "age", _("Nhóm tuổi"), "admitted_age_to_30"),
    ("transferred_in", "where", _("Nơi đi, nơi đến"), "transferred_in_same_district"),
    ("transferred_out", "where", _("Nơi đi, nơi đến"), "transferred_out_same_district"),
    ("organisations", "category", _("Loại tổ chức"), "organisations_branch"),
    ("badges", "years", _("Loại kỷ niệm chương"), "badges_30"),
    ("tasks_due", "outcome", _("Kết quả"), "tasks_on_time"),
    ("plans_due", "outcome", _("Kết quả"), "plans_on_time"),
    ("files_rated", "answer", _("Mức trả lời"), "files_satisfied"),
):
    declare_crossing(_whole, _code, _label, _beside(_whole, _part))
declare_crossing("members", "gender", _("Giới tính"), ("members_women",))
declare_crossing("admitted", "gender", _("Giới tính"), ("admitted_women",))
