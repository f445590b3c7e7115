"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "cell.meeting.standard_day": _("Ngày sinh hoạt định kỳ trên trang của chi hội"),
    "cell.agenda.before": _("Hạn nhập nội dung buổi sinh hoạt"),
    "cell.results.within": _("Hạn nhập kết quả buổi sinh hoạt"),
    "cell.meeting.quorum": _("Buổi sinh hoạt có đủ hội viên chính thức hay không"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
