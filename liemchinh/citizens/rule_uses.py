"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.citizens.times import ANSWER, DESTROY, KEEP_FOR

USES: dict[str, str | Promise] = {
    "citizens.report.acknowledge_within": _("Khi nào báo cho người gửi biết đã nhận"),
    ANSWER: _("Hạn trả lời tin báo của người dân"),
    KEEP_FOR: _("Khi nào hủy nội dung tin báo đã kết thúc"),
    DESTROY: _("Khi nào hủy nội dung tin báo không xử lý ở đây"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
