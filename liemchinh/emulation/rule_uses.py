"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_CONDITIONS = _("Chi hội phải đạt những điều kiện nào của mô hình")
USES: dict[str, str | Promise] = {
    "emulation.models": _("Đăng ký và quyết định về mô hình nào"),
    "emulation.conditions.no_violation": _CONDITIONS,
    "emulation.conditions.four_good": _CONDITIONS,
    "emulation.conditions.exemplary": _CONDITIONS,
    "emulation.conditions.sound_strong": _CONDITIONS,
    "emulation.quota": _("Số chi hội được công nhận có quá tỷ lệ hay không"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
