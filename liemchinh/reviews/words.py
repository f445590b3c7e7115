"""Closed lists of this room, with their words. No "other", no free text (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CORRECTION, Words

COMMITMENT, SELF_REVIEW = "commitment", "self_review"
SORTS: Mapping[str, Words] = {COMMITMENT: _("bản cam kết"), SELF_REVIEW: _("bản tự kiểm điểm")}
HANDED, MISSING = "handed", "missing"
STATES: Mapping[str, Words] = {HANDED: _("Đã nộp"), MISSING: _("Chưa")}
# Where a paper lies; its contents are nowhere in this software.
LIES: Mapping[str, Words] = {
    "branch": _("Hồ sơ của chi hội"),
    "committee": _("Văn phòng ban điều hành"),
    "unit": _("Cơ quan, đơn vị nơi làm việc"),
}

LEVELS: Mapping[str, Words] = {
    "excellent": _("Xuất sắc"),
    "good": _("Tốt"),
    "completed": _("Hoàn thành"),
    "not_completed": _("Không hoàn thành"),
}
NOT_COMPLETED = "not_completed"
# Why somebody is not reviewed, as the register of the day says.
EXCLUDED: Mapping[str, Words] = {
    "new": _("Mới kết nạp, chưa đủ thời gian"),
    "exempt": _("Được miễn sinh hoạt"),
    "suspended": _("Đang bị đình chỉ sinh hoạt"),
}
LEFT_OUT = {f"excluded_{code}": word for code, word in EXCLUDED.items()}
RESULTS: Mapping[str, Words] = {**LEVELS, **LEFT_OUT}

# Why more are excellent than the rule's share.
EXCESS: Mapping[str, Words] = {
    "agreed_above": _("Cấp trên trực tiếp đồng ý bằng văn bản"),
    "rounding": _("Nhóm ít người, làm tròn lên một"),
    "beyond_plan": _("Vượt chỉ tiêu được giao, cấp trên đã kết luận"),
}
# Why a grade is decided anew.
CAUSES: Mapping[str, Words] = {
    "discipline": _("Quyết định kỷ luật đã có hiệu lực"),
    "appeal": _("Khiếu nại đã được giải quyết"),
    "conclusion": _("Kết luận kiểm tra, thanh tra hoặc kiểm toán"),
    "court": _("Bản án đã có hiệu lực"),
    "mistake": _("Sai sót khi xếp loại"),
}
CORRECTIONS: Mapping[str, Words] = {
    "later": _("Nộp sau khi đã ghi"),
    "typing": CORRECTION["typing"],
    "paper": CORRECTION["paper"],
}


def sort_words(code: str) -> str:
    """What the book calls a sort of paper; the code itself for none of them."""
    return str(SORTS.get(code, code))
