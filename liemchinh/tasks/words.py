"""Closed lists of this room: groups of tasks, ways to prove one, what is answered, why a task does not apply, why a report is sent back."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CANCELLATION, Words

PLAN = "plan"
GROUPS: Mapping[str, Words] = {
    PLAN: _("Ban hành văn bản thực hiện"),
    "standing": _("Thường xuyên"),
    "preventive": _("Phòng ngừa"),
    "immediate": _("Trước mắt"),
}
OWN_PLAN, NUMBER, DAY, COUNT = "plan", "number", "day", "count"
PROOFS: Mapping[str, Words] = {
    OWN_PLAN: _("Chương trình, kế hoạch của chính tổ chức, ghi trong sổ"),
    NUMBER: _("Số và ngày của một văn bản"),
    DAY: _("Ngày đã làm"),
    COUNT: _("Một con số"),
}
ACKNOWLEDGED, PLANNED, REPORTED, NOT_APPLICABLE, RETURNED = (
    "acknowledged", "planned", "reported", "not_applicable", "returned"
)  # fmt: skip
KINDS: Mapping[str, Words] = {
    ACKNOWLEDGED: _("Đã tiếp nhận"),
    PLANNED: _("Đã có kế hoạch"),
    REPORTED: _("Đã báo cáo"),
    NOT_APPLICABLE: _("Không áp dụng"),
    RETURNED: _("Bị trả lại"),
}
FINAL = (REPORTED, NOT_APPLICABLE, RETURNED)
# Why a task is not for an organisation: about what it is, never about anybody in it.
EXEMPTIONS: Mapping[str, Words] = {
    "no_such_field": _("Tổ chức không có lĩnh vực, đối tượng mà nhiệm vụ nói đến"),
    "done_above": _("Cấp trên trực tiếp đã làm chung cho tổ chức này"),
    "founded_later": _("Tổ chức lập sau thời gian mà nhiệm vụ nói đến"),
    "ends_before": _("Tổ chức kết thúc hoạt động trước hạn theo quyết định đã có"),
    "other_body": _("Nhiệm vụ thuộc cơ quan khác trong cùng tổ chức hiệp hội"),
}
RETURNS: Mapping[str, Words] = {
    "no_such_document": _("Không tìm thấy văn bản theo số, ngày đã ghi"),
    "other_matter": _("Văn bản nói về việc khác"),
    "not_complete": _("Mới làm được một phần"),
    "wrong_count": _("Con số chưa khớp với danh sách, biên bản"),
    "applies": _("Nhiệm vụ có áp dụng cho tổ chức này"),
}
CANCELLING: Mapping[str, Words] = {
    code: CANCELLATION[code] for code in ("twice", "wrong_day", "wrong_place", "wrong_kind")
}
CATEGORIES: Mapping[str, Words] = {
    "province": _("Liên hội cấp tỉnh"),
    "district": _("Liên hội cấp huyện"),
    "upper": _("Liên hội cấp trên trực tiếp cơ sở"),
    "grassroots_committee": _("Liên hội cơ sở"),
    "grassroots_branch": _("Chi hội cơ sở"),
    "section": _("Liên hội bộ phận"),
    "branch": _("Chi hội trực thuộc"),
}
ON_TIME, LATE, AHEAD, OVERDUE, EXEMPT = "on_time", "late", "ahead", "overdue", "exempt"
# How a task stands with an addressee on a day; in the order of the picture.
STATES: Mapping[str, Words] = {
    ON_TIME: _("Xong đúng hạn"),
    LATE: _("Xong trễ"),
    OVERDUE: _("Quá hạn chưa xong"),
    AHEAD: _("Chưa đến hạn"),
    EXEMPT: _("Không áp dụng"),
}
