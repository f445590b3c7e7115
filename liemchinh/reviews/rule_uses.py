"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "rating.levels": _("Các mức để chọn khi xếp loại"),
    "rating.periods": _("Kiểm điểm, xếp loại theo những kỳ nào"),
    "rating.cap.excellent": _("Số xuất sắc có quá tỷ lệ hay không"),
    "rating.excluded": _("Ai không kiểm điểm, xếp loại"),
    "rating.excluded.new_for": _("Ai là người mới kết nạp chưa xếp loại"),
    "rating.collective.excellent_from": _("Tổng của tập thể có đủ mức xuất sắc hay không"),
    "rating.collective.good_from": _("Tổng của tập thể có đủ mức tốt hay không"),
    "rating.collective.completed_from": _("Tổng của tập thể có đủ mức hoàn thành hay không"),
    "rating.discipline_effect.collective": _("Tập thể có kỷ luật trong kỳ được xếp mức nào"),
    "rating.discipline_effect.unless_self_found": _("Tập thể tự phát hiện và đã khắc phục được xếp mức nào"),
    "rating.discipline_effect.member": _("Hội viên bị kỷ luật trong kỳ được xếp mức nào"),
    "commitment.annual": _("Mỗi hội viên có bản cam kết hằng năm hay không"),
    "commitment.deadline": _("Hạn nộp bản cam kết"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
