"""What is asked of figures: an organisation, a period, the tree of a day, what was known on a day. Read from the address, never stored."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.figures.periods import Period, preset
from liemchinh.web.dates import show
from liemchinh.web.forms import DayField, offer

FIRST_DAY, LAST_DAY = date(1930, 1, 1), date(2100, 12, 31)
FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"]
_BOUNDS: dict[str, Any] = {
    "required": False, "not_before": lambda: FIRST_DAY, "not_after": lambda: LAST_DAY, "input_formats": FORMATS,
}  # fmt: skip
FREE = "free"
QUARTERS = ("I", "II", "III", "IV")
# What people choose → (preset, a month in it).
PRESETS: dict[str, tuple[str, int]] = {
    "year": ("year", 1),
    "nine_months": ("nine_months", 1),
    "half-1": ("half", 1),
    "half-2": ("half", 7),
    **{f"quarter-{number}": ("quarter", number * 3) for number in range(1, 5)},
    **{f"month-{number}": ("month", number) for number in range(1, 13)},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one organisation. `known_on` None: as known now. `name` is how people call the period."""

    at: int
    period: Period
    tree_on: date
    known_on: date | None
    name: str
    choice: str = "year"
    is_cut: bool = False

    def parameters(self) -> list[tuple[str, str]]:
        """What an address must hold, besides the organisation, to ask the same."""
        told = [("period", self.choice)]
        if self.choice == FREE:
            told += [("from", self.period.first.isoformat()), ("to", self.period.last.isoformat())]
        else:
            told.append(("year", str(self.period.first.year)))
        if self.tree_on != self.period.last:
            told.append(("tree", self.tree_on.isoformat()))
        return [*told, ("known", self.known_on.isoformat())] if self.known_on else told

    def address(self, **more: Any) -> str:
        """The part of an address behind the "?" that asks the same, with something changed or added (None leaves it out)."""
        told: dict[str, Any] = {"at": self.at, **dict(self.parameters()), **more}
        return urlencode({name: value for name, value in told.items() if value is not None}, doseq=True)

    def there(self, organisation: int) -> "Asked":
        """The same question about another organisation."""
        return replace(self, at=organisation)


class AskForm(forms.Form):
    """Period, tree and knowledge, as a form in the address."""

    period = forms.ChoiceField(label=gettext_lazy("Kỳ"), required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Năm"), min_value=FIRST_DAY.year, max_value=LAST_DAY.year, required=False
    )
    first = DayField(label=gettext_lazy("Từ ngày"), **_BOUNDS)
    last = DayField(label=gettext_lazy("Đến hết ngày"), **_BOUNDS)
    tree = DayField(
        label=gettext_lazy("Theo cây tổ chức ngày"), help_text=gettext_lazy("Để trống: ngày cuối kỳ."), **_BOUNDS
    )
    known = DayField(
        label=gettext_lazy("Như đã biết đến hết ngày"), help_text=gettext_lazy("Để trống: như biết bây giờ."), **_BOUNDS
    )

    def __init__(self, data: Any, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.today = today
        offer(self, "period", _choices())
        # In the address the ends of a free period are called as at the command line.
        self.fields["year"].widget.attrs["class"] = "date"

    def add_prefix(self, field_name: str) -> str:
        """The names in the address."""
        return {"first": "from", "last": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """A free period needs both ends, in order."""
        told = super().clean() or {}
        if told.get("period") == FREE and not self.errors:
            first, last = told.get("first"), told.get("last")
            if first is None or last is None:
                self.add_error("first" if first is None else "last", _("Hãy ghi cả ngày đầu và ngày cuối của kỳ."))
            elif last < first:
                self.add_error("last", _("Ngày cuối kỳ đứng trước ngày đầu kỳ."))
        return told


def _choices() -> list[tuple[str, str]]:
    named = [
        ("year", _("Cả năm")),
        ("nine_months", _("9 tháng")),
        ("half-1", _("6 tháng đầu năm")),
        ("half-2", _("6 tháng cuối năm")),
    ]
    named += [(f"quarter-{number}", _("Quý %(number)s") % {"number": QUARTERS[number - 1]}) for number in range(1, 5)]
    named += [(f"month-{number}", _("Tháng %(number)s") % {"number": number}) for number in range(1, 13)]
    return [*named, (FREE, _("Từ ngày … đến ngày …"))]


def read(data: QueryDict, organisation: int, today: date) -> tuple[Asked, AskForm]:
    """The question in an address, and the form that shows it. What cannot be read leaves the default, and the form says what was wrong.

    A period that is not over ends today, so that the year before is cut at the same day.
    """
    form = AskForm(
        {**_defaults(today), **{name: data[name] for name in data if data[name] or name in {"from", "to"}}}, today
    )
    if not form.is_valid():
        return _asked(organisation, "year", preset("year", today), today, {}), form
    told = form.cleaned_data
    choice = told["period"] or "year"
    if choice == FREE:
        period = Period(told["first"], told["last"])
    else:
        name, month = PRESETS[choice]
        period = preset(name, date(told["year"] or today.year, month, 1))
    asked = _asked(organisation, choice, period, today, told)
    shown = {
        "period": choice, "year": told["year"] or today.year, "first": show(asked.period.first), "last": show(asked.period.last),
        "tree": show(told.get("tree")), "known": show(told.get("known")),
    }  # fmt: skip
    return asked, AskForm(None, today, initial=shown)


def _defaults(today: date) -> dict[str, str]:
    return {"period": "year", "year": str(today.year)}


def _asked(organisation: int, choice: str, period: Period, today: date, told: dict[str, Any]) -> Asked:
    is_cut = choice != FREE and period.first <= today < period.last
    if is_cut:
        period = Period(period.first, today)
    named = dict(_choices())[choice] if choice != FREE else ""
    name = (
        f"{named} {period.first.year}"
        if named and choice != "year"
        else _("Năm %(year)s") % {"year": period.first.year}
    )
    if choice == FREE:
        name = _("Từ %(first)s đến %(last)s") % {"first": show(period.first), "last": show(period.last)}
    return Asked(organisation, period, told.get("tree") or period.last, told.get("known"), name, choice, is_cut)


def number_in(text: str | None) -> int | None:
    """An organisation's number out of an address; None for none. Raises 404 for anything else."""
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) < 19:
        return int(text)
    raise Http404
