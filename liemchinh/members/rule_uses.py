"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "probation.length": _("Danh sách hội viên dự bị sắp đủ thời gian"),
    "transfer.temporary.committee_seat": _("Nơi giữ chức vụ ban điều hành khi sinh hoạt tạm thời"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
