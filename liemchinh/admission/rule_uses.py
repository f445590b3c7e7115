"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "admission.candidate_kept": _("Khi nào xóa dữ liệu của người xin vào Hiệp hội"),
    "admission.vote.cell": _("Kết quả biểu quyết kết nạp của chi hội"),
    "probation.strike_off_vote": _("Kết quả biểu quyết xóa tên hội viên dự bị"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
