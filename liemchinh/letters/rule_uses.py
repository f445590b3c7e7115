"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.letters.asking import ANONYMOUS, CONCLUSION_TYPES, MIXED_PETITION

USES: dict[str, str | Promise] = {
    ANONYMOUS: _("Đơn không rõ người viết được xử lý thế nào"),
    MIXED_PETITION: _("Đơn vừa khiếu nại vừa tố cáo được xử lý thế nào"),
    CONCLUSION_TYPES: _("Kết luận từng nội dung tố cáo"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
