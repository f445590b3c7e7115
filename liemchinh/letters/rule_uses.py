"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.letters.asking import ANONYMOUS

USES: dict[str, str | Promise] = {ANONYMOUS: _("Đơn không rõ người viết được xử lý thế nào")}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
