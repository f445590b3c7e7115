"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.inspections.extending import EXTENSION

USES: dict[str, str | Promise] = {EXTENSION: _("Gia hạn giám sát chuyên đề của chi bộ")}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
