"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "appeal.file_within": _("Thời hạn gửi khiếu nại kỷ luật"),
    "appeal.file_within.detail": _("Thời hạn gửi khiếu nại kỷ luật"),
    "appeal.file_within.counted_from": _("Thời hạn gửi khiếu nại kỷ luật"),
    "appeal.first_level": _("Nơi giải quyết khiếu nại kỷ luật"),
    "appeal.against_commission.member": _("Nơi giải quyết khiếu nại kỷ luật"),
    "appeal.against_commission.organisation": _("Nơi giải quyết khiếu nại kỷ luật"),
    "appeal.final": _("Cấp giải quyết cuối cùng"),
    "appeal.final.expulsion": _("Cấp giải quyết cuối cùng"),
    "appeal.inadmissible": _("Khiếu nại không giải quyết"),
    "appeal.no_level_skip": _("Khiếu nại không giải quyết"),
    "appeal.own_only": _("Khiếu nại không giải quyết"),
    "appeal.suspensive_effect": _("Khiếu nại không làm dừng thi hành kỷ luật"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
