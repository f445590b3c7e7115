"""Filters: numbers, percentages and dates as a Vietnamese office writes them. Nothing known is shown as nothing, never as an error."""

from datetime import date, datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liemchinh.web import dates, numbers

register = template.Library()


@register.filter
def number(value: object, decimals: int | None = None) -> str:
    """46214 → 46.214; 18.47 → 18,47; text stays as it is."""
    return numbers.show_number(value, decimals) if _is_number(value) else _text(value)  # type: ignore[arg-type]


@register.filter
def percent(value: object) -> str:
    """57.93 → 57,93% (the value already is a percentage)."""
    return numbers.show_percent(value) if _is_number(value) else _text(value)  # type: ignore[arg-type]


@register.filter
def share_of(part: int | None, whole: int | None) -> str:
    """{{ women|share_of:members }} → 57,93%; a share of nothing is a dash."""
    return numbers.show_share(part, whole) if part is not None and whole is not None else ""


@register.filter
def signed(value: object, decimals: int | None = None) -> str:
    """1204 → +1.204; -56 → −56; 0 → 0."""
    return numbers.show_signed(value, decimals) if _is_number(value) else _text(value)  # type: ignore[arg-type]


@register.filter
def plain(value: object) -> str:
    """Without grouping, for addresses and identifiers and years: 2026 → 2026."""
    return _text(value)


@register.filter
def day(value: date | datetime | None) -> str:
    """20/11/2026; a moment gives its day in Vietnam."""
    return dates.show(_local(value))


@register.filter
def long_day(value: date | datetime | None) -> str:
    """ngày 20 tháng 11 năm 2026, as documents write it; in the English interface 20 November 2026."""
    local = _local(value)
    if local is None:
        return ""
    if _is_english():
        return f"{local.day} {local:%B} {local.year}"
    return dates.show_long(local)


@register.filter
def moment(value: datetime | None) -> str:
    """14:05 20/11/2026, in Vietnam's time."""
    return f"{timezone.localtime(value):%H:%M %d/%m/%Y}" if value else ""


@register.filter
def partial_day(value: dates.PartialDate | str | None) -> str:
    """1956 → 1956; 1956-05 → 05/1956; 1956-05-03 → 03/05/1956; other text as it is."""
    if isinstance(value, str):
        try:
            return str(dates.PartialDate.parse(value))
        except ValueError:
            return value
    return _text(value)


@register.filter
def in_vietnamese(value: object) -> str:
    """Words that are Vietnamese whatever the page speaks, marked so that they are read out as such: a name, what an office says."""
    return _text(value) if not _is_english() else format_html('<span lang="vi">{}</span>', _text(value))


@register.filter
def last_day(ends_on: date | None) -> str:
    """The last day of a half-open period: the day before its end. 01/07/2025 → 30/06/2025."""
    return dates.show(ends_on - timedelta(days=1)) if ends_on else ""


@register.filter
def due(due_on: date | None, on: date | None) -> str:
    """{{ item.due_on|due:today }} → "quá hạn 3 ngày", "hạn hôm nay", "còn 12 ngày"; without a day, nothing."""
    if due_on is None or on is None:
        return ""
    left = (due_on - on).days
    if left == 0:
        return _("hạn hôm nay")
    if left < 0:
        return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", -left) % {"days": numbers.show_number(-left)}
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", left) % {"days": numbers.show_number(left)}


@register.filter
def duration(starts_on: date | None, ends_on: date | None) -> str:
    """{{ spell.starts_on|duration:today }} → "12 năm 3 tháng"; under a month in days. Whole years and months only."""
    if starts_on is None or ends_on is None or ends_on < starts_on:
        return ""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month - (ends_on.day < starts_on.day)
    years, rest = divmod(months, 12)
    if months < 1:
        days = (ends_on - starts_on).days
        return ngettext("%(count)s ngày", "%(count)s ngày", days) % {"count": days}
    parts = []
    if years:
        parts.append(ngettext("%(count)s năm", "%(count)s năm", years) % {"count": years})
    if rest:
        parts.append(ngettext("%(count)s tháng", "%(count)s tháng", rest) % {"count": rest})
    return " ".join(parts)


def _is_number(value: object) -> bool:
    return isinstance(value, numbers.KINDS) and not isinstance(value, bool)


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _local(value: date | datetime | None) -> date | None:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _is_english() -> bool:
    return (get_language() or "vi").startswith("en")
