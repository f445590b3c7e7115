"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "award.dates": _("Các dịp trao tặng Kỷ niệm chương Hiệp hội"),
    "award.years": _("Tặng Kỷ niệm chương Hiệp hội ở những năm tuổi hiệp hội nào"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
