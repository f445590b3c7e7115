"""Confidence votes of three levels: each person on the ballot gets one of them, or none."""

from django.utils.translation import gettext_lazy as _

from liemchinh.ballots.faults import refusal, subjects_of
from liemchinh.ballots.models import Box
from liemchinh.ballots.using import Layout, Use
from liemchinh.members.months import in_order
from regulations.answers import Refusal

USE = "confidence"
LEVELS = {"high": _("Tín nhiệm cao"), "middle": _("Tín nhiệm"), "low": _("Tín nhiệm thấp")}
ERASED = _("(đã xóa tên)")


def use() -> Use:
    """What this room does with its own boxes."""
    return Use(words=words, faults=faults)


def words(box: Box) -> Layout:
    """Names by given name, as the rows were put; the three levels."""
    called = dict(in_order(row for row in box.rows if isinstance(row, int)))
    rows = [called.get(row, str(ERASED)) for row in box.rows]
    how = _("Mỗi người chọn một ô. Để trống cũng được tính là phiếu hợp lệ.")
    return Layout(str(_("Lấy phiếu tín nhiệm")), rows, [str(LEVELS[code]) for code in box.columns], str(how))


def faults(box: Box) -> list[Refusal]:
    """Only the three levels, and people in the register."""
    if list(box.columns) == list(LEVELS) and len(subjects_of(box)) == len(box.rows):
        return []
    return [refusal("levels", str(_("Phiếu tín nhiệm có ba mức, mỗi dòng một người.")), str(_("Chuẩn bị lại.")))]
