"""Findings and frozen figures in words."""

from decimal import Decimal

from django.utils.translation import gettext as _

from liemchinh.reports.checking import Finding
from liemchinh.reports.content import Number
from liemchinh.reports.snapshots import Since
from liemchinh.reports.words import FINDINGS
from liemchinh.web.numbers import show_number


def sentence_of(one: Finding) -> str:
    """A finding in one sentence: what, which figure, the two numbers."""
    told = {
        "what": str(FINDINGS[one.kind]), "label": one.label or one.figure, "expected": _shown(one.expected), "found": _shown(one.found),
    }  # fmt: skip
    if one.kind in ("late_returns", "late_reports"):
        return (
            _("%(what)s: %(label)s, còn %(found)s nơi.") % told
            if one.label
            else _("%(what)s: còn %(found)s nơi.") % told
        )
    if one.kind == "unwritten":
        return _("%(what)s: phần %(label)s.") % told
    if one.kind in ("jump", "opening"):
        return _("%(what)s: %(label)s, báo cáo trước %(expected)s, nay %(found)s.") % told
    if one.kind == "changed":
        return _("%(what)s: %(label)s, đã gửi %(expected)s, nay %(found)s.") % told
    if one.kind == "published":
        return _("%(what)s: %(label)s, đã in %(expected)s, sổ có %(found)s.") % told
    return _("%(what)s: %(label)s, tính ra %(expected)s, đang ghi %(found)s.") % told


def since_in_words(since: Since) -> str:
    """What was put right since it was signed."""
    told = {"then": show_number(since.then), "now": show_number(since.now)}
    if since.is_same:
        return _("%(then)s khi ký; nay vẫn vậy.") % told
    if since.added is None or since.removed is None:
        return _("%(then)s khi ký; nay %(now)s.") % told
    told |= {"added": show_number(since.added), "removed": show_number(since.removed)}
    return _("%(then)s khi ký; nay %(now)s: %(added)s đến thêm, %(removed)s bớt.") % told


def _shown(number: Number | None) -> str:
    if number is None:
        return _("không có")
    return show_number(Decimal(number) if isinstance(number, Decimal) else number)
