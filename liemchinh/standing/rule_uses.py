"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "card.recover": _("Thu lại thẻ khi ra khỏi Hiệp hội"),
    "leave.application": _("Cấp nào quyết định cho ra khỏi Hiệp hội"),
    "readmission.barred": _("Ai không được kết nạp lại"),
    "readmission.consent": _("Kết nạp lại có cần cấp trên đồng ý không"),
    "readmission.once_only": _("Kết nạp lại mấy lần"),
    "strike_off.appeal_within": _("Thời hạn khiếu nại ghi trên trang của hội viên"),
    "strike_off.grounds": _("Căn cứ xóa tên"),
    "strike_off.vote": _("Kết quả biểu quyết xóa tên"),
    "suspension.extension": _("Gia hạn đình chỉ"),
    "suspension.in_proceedings": _("Thời hạn đình chỉ khi đang có tố tụng"),
    "suspension.initial": _("Thời hạn đình chỉ lần đầu"),
    "suspension.total": _("Tổng thời hạn đình chỉ"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
