"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.inspections.extending import EXTENSION
from regulations.rules import inspecting

USES: dict[str, str | Promise] = {
    EXTENSION: _("Gia hạn giám sát chuyên đề của chi hội"),
    inspecting.LOOKBACK["branch"]: _("Mốc thời gian chi hội trực thuộc được kiểm tra"),
    inspecting.LOOKBACK["grassroots_branch"]: _("Mốc thời gian chi hội cơ sở được kiểm tra"),
    inspecting.TEAM: _("Số người trong tổ kiểm tra của chi hội"),
    inspecting.TOPIC: _("Chi hội nào giám sát chuyên đề"),
    inspecting.DUTIES: _("Nghĩa vụ báo cho người được kiểm tra khi công bố"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
