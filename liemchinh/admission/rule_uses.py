"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "admission.candidate_kept": _("Khi nào xóa dữ liệu của người xin vào Đảng"),
    "admission.vote.cell": _("Kết quả biểu quyết kết nạp của chi bộ"),
    "probation.strike_off_vote": _("Kết quả biểu quyết xóa tên đảng viên dự bị"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
