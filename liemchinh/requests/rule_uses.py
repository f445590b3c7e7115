"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "personal_data.correct_within": _("Hạn trả lời đề nghị sửa dữ liệu về mình"),
    "requests.keep_after_closing": _("Khi nào xóa đề nghị đã trả lời"),
    "requests.turn_above_after": _("Khi nào đưa được đề nghị lên cấp trên"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
