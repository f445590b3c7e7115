"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "award.dates": _("Các dịp trao tặng Huy hiệu Đảng"),
    "award.years": _("Tặng Huy hiệu Đảng ở những năm tuổi đảng nào"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
