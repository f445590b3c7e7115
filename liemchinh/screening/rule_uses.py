"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "leave.application": _("Cho ra khỏi Hiệp hội sau rà soát"),
    "screening.criteria": _("Căn cứ đưa vào rà soát"),
    "screening.not_completed_years": _("Số năm không hoàn thành nhiệm vụ làm căn cứ rà soát"),
    "screening.progress_vote": _("Kết quả biểu quyết công nhận tiến bộ"),
    "screening.vote": _("Kết quả biểu quyết đưa vào rà soát"),
    "strike_off.appeal_within": _("Thời hạn khiếu nại ghi trên trang của hội viên"),
    "strike_off.grounds": _("Căn cứ xóa tên sau rà soát"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
