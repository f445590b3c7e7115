"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "transfer.temporary.dues": _("Nơi ghi hội phí của người sinh hoạt tạm thời"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
