"""Periods of reports: both days in them, cumulative as offices report. Pure: no clock here."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.figures.periods import Period, preset
from liemchinh.web.dates import show

# Periods that begin on a day somebody names and end on the day asked for.
OPEN = ("term", "since")
_LASTS = {"first_quarter": 3, "half": 6, "nine_months": 9, "year": 12}


def period_of(kind: str, on: date, *, since: date | None = None) -> Period:
    """The period of a kind around `on`: its month; from 1 January to the end of March, June, September, December of its year; or from
    `since` to `on`. ValueError for a kind there is not, no first day where one is needed, one after `on`."""
    if kind in OPEN:
        if since is None:
            raise ValueError(f"a period “{kind}” begins on a day that is named")
        return Period(since, on)
    if kind == "month":
        return preset("month", on)
    if kind not in _LASTS:
        raise ValueError(f"no such period: {kind}")
    return Period(date(on.year, 1, 1), preset("month", date(on.year, _LASTS[kind], 1)).last)


def words_of(kind: str, period: Period) -> str:
    """The period as it stands in a title."""
    told = {
        "month": period.first.month,
        "year": period.first.year,
        "first": show(period.first),
        "last": show(period.last),
    }
    words = {
        "month": _("tháng %(month)s năm %(year)s"),
        "first_quarter": _("quý I năm %(year)s"),
        "half": _("6 tháng đầu năm %(year)s"),
        "nine_months": _("9 tháng đầu năm %(year)s"),
        "year": _("năm %(year)s"),
        "term": _("nhiệm kỳ, từ %(first)s đến %(last)s"),
        "since": _("từ %(first)s đến %(last)s"),
    }
    return words[kind] % told
