"""Which period a cell shows: one that follows from what is asked when filling, or a fixed one. Pure."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.figures.forms import FREE, PRESETS, QUARTERS
from liemchinh.figures.periods import Period, preset
from liemchinh.web.dates import show

ASKED, YEAR_BEFORE, SINCE_JANUARY, START = "asked", "year_before", "since_january", "start"
FOLLOWING = {
    ASKED: gettext_lazy("Kỳ được hỏi khi điền"),
    YEAR_BEFORE: gettext_lazy("Cùng kỳ năm trước của kỳ được hỏi"),
    SINCE_JANUARY: gettext_lazy("Lũy kế từ đầu năm đến hết kỳ được hỏi"),
    START: gettext_lazy("Ngày trước kỳ được hỏi (số đầu kỳ)"),
}
_SHORT = {
    ASKED: gettext_lazy("kỳ được hỏi"),
    YEAR_BEFORE: gettext_lazy("cùng kỳ năm trước"),
    SINCE_JANUARY: gettext_lazy("lũy kế từ đầu năm"),
    START: gettext_lazy("đầu kỳ"),
}


@dataclass(frozen=True, slots=True)
class When:
    """The period of a cell: a code, with a year or both days where the code needs them."""

    code: str = ASKED
    year: int | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_whole(self) -> bool:
        """Is everything told that the code needs?"""
        if self.code in FOLLOWING:
            return True
        if self.code == FREE:
            return self.first is not None and self.last is not None and self.first <= self.last
        return self.code in PRESETS and self.year is not None

    def period(self, asked: Period, today: date) -> Period:
        """The days. A fixed period that is not over ends today, as it does on the pages of figures. ValueError when it is not whole."""
        following = {
            ASKED: asked,
            YEAR_BEFORE: asked.year_before,
            SINCE_JANUARY: Period(date(asked.last.year, 1, 1), asked.last),
            START: Period(asked.eve, asked.eve),
        }
        if self.code in following:
            return following[self.code]
        if self.code == FREE and self.first and self.last:
            return Period(self.first, self.last)
        if self.year is None:
            raise ValueError("a fixed period needs a year or both days")
        name, month = PRESETS[self.code]
        whole = preset(name, date(self.year, month, 1))
        return Period(whole.first, today) if whole.first <= today < whole.last else whole

    def __str__(self) -> str:
        if self.code in _SHORT:
            return str(_SHORT[self.code])
        if self.code == FREE:
            return _("%(first)s – %(last)s") % {"first": show(self.first), "last": show(self.last)}
        name, _dash, number = self.code.partition("-")
        told = {
            "year": _("năm %(year)s"),
            "nine_months": _("9 tháng năm %(year)s"),
            "half": _("6 tháng đầu năm %(year)s") if number == "1" else _("6 tháng cuối năm %(year)s"),
            "quarter": _("quý %(number)s năm %(year)s"),
            "month": _("tháng %(number)s/%(year)s"),
        }[name]
        said = QUARTERS[int(number) - 1] if name == "quarter" else number
        return told % {"year": self.year, "number": said}


AS_ASKED = When()
