"""What is asked of the officer who states a value: the value by its unit, the days, the document. They read; services decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal import clock
from liemchinh.rulebook.rows import names_of_days
from liemchinh.rulebook.services import NewValue, NewYear
from liemchinh.web.dates import show
from liemchinh.web.forms import DayField, LineField, offer
from regulations.schema import DENOMINATORS, LENGTHS, UNITS, WHOLE_NUMBERS, Parameter
from regulations.words import own

MOST = 1_000_000
ADDED_OFF, ADDED_WORKED = 6, 4
Places = Sequence[tuple[str, str]]
_COMPARATORS = ((">=", _("ít nhất")), (">", _("quá")))


class StatingForm(forms.Form):
    """Where the value holds, and the document it stands in."""

    at = forms.ChoiceField(label=_("Áp dụng ở"))
    document = LineField(label=_("Số, ký hiệu văn bản"), max_length=120, help_text=_("Ví dụ: Quy định 21-QĐ/TW"))
    dated = DayField(label=_("Ngày ban hành"), not_after=clock.today)

    def __init__(self, places: Places, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "at", places)
        self.fields["at"].initial = places[0][0] if places else None
        if len(places) == 1:
            self.fields["at"].widget = forms.HiddenInput()

    @property
    def tree(self) -> int | None:
        """The tree chosen; None: the whole installation."""
        told = self.cleaned_data["at"]
        return int(told) if told else None


class ValueForm(StatingForm):
    """A rule's value: the fields follow from its unit."""

    article = LineField(label=_("Điều, khoản"), max_length=60, help_text=_("Ví dụ: Điều 4, khoản 2, điểm a"))
    valid_from = DayField(label=_("Áp dụng từ ngày"))
    valid_to = DayField(
        label=_("Đến hết ngày"), required=False, help_text=_("Ngày cuối còn hiệu lực; để trống nếu còn hiệu lực.")
    )

    def __init__(self, rule: Parameter, places: Places, *args: Any, **options: Any) -> None:
        super().__init__(places, *args, **options)
        self.rule = rule
        asked = {f"value_{key}" if key else "value": field for key, field in _fields_of(rule).items()}
        self.fields = {"at": self.fields.pop("at"), **asked, **self.fields}
        order = ["at", *asked, "document", "article", "dated", "valid_from", "valid_to"]
        self.order_fields(order)

    def new(self) -> NewValue:
        """What was filled in."""
        told = self.cleaned_data
        unit = told.get("value_unit", "")
        return NewValue(
            self.rule.name, self.tree, self._value(), told["valid_from"], told["valid_to"], told["document"], told["article"],
            told["dated"], "" if unit == self.rule.unit else unit,
        )  # fmt: skip

    def _value(self) -> object:
        told, unit = self.cleaned_data, self.rule.unit
        if unit == "fraction":
            share = f"{told['value_part']}/{told['value_whole']}"
            return {"fraction": share, "comparator": told["value_comparator"], "of": told["value_of"]}
        if unit == "bool":
            return told["value"] == "true"
        return told["value"]


class YearForm(StatingForm):
    """A year's days off: those the charter expects, each to be kept or not, and more; the weekend days worked instead."""

    kept = forms.MultipleChoiceField(
        label=_("Những ngày nghỉ đã biết hoặc dự tính"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Đối chiếu từng ngày với thông báo; bỏ dấu ngày không nghỉ."),
    )  # fmt: skip

    def __init__(
        self, year: int, known: Sequence[date], worked: Sequence[date], places: Places, *args: Any, **options: Any
    ) -> None:
        super().__init__(places, *args, **options)
        self.year, names = year, names_of_days(year)
        offer(self, "kept", [(day.isoformat(), f"{show(day)} · {names.get(day, '')}".rstrip(" ·")) for day in known])
        self.fields["kept"].initial = [day.isoformat() for day in known]
        first, last = date(year, 1, 1), date(year, 12, 31)
        for kind, count, label, given in (
            ("off", ADDED_OFF, _("Thêm ngày nghỉ"), ()), ("worked", ADDED_WORKED, _("Ngày cuối tuần đi làm bù"), worked)
        ):  # fmt: skip
            for place in range(1, count + 1):
                self.fields[f"{kind}_{place}"] = DayField(
                    label=f"{label} {place}", required=False, not_before=lambda: first, not_after=lambda: last,
                    initial=given[place - 1] if place <= len(given) else None,
                )  # fmt: skip
        self.order_fields(["at", "document", "dated", "kept"])

    def new(self) -> NewYear:
        """What was filled in."""
        told = self.cleaned_data
        off = [date.fromisoformat(day) for day in told["kept"]]
        return NewYear(
            self.year, self.tree, off + self._days("off"), self._days("worked"), told["document"], told["dated"]
        )

    def _days(self, kind: str) -> list[date]:
        return [day for name, day in self.cleaned_data.items() if name.startswith(f"{kind}_") and day]


def _fields_of(rule: Parameter) -> dict[str, forms.Field]:
    options = list(rule.options.items())
    if rule.unit == "fraction":
        whole = {"min_value": 1, "max_value": 1000}
        return {
            "comparator": forms.ChoiceField(label=_("Số phiếu phải đạt"), choices=_COMPARATORS),
            "part": forms.IntegerField(label=_("Tử số (2 trong 2/3)"), **whole),
            "whole": forms.IntegerField(label=_("Mẫu số (3 trong 2/3)"), **whole),
            "of": forms.ChoiceField(
                label=_("Trên tổng số nào"), choices=[(code, own(told)) for code, told in DENOMINATORS.items()]
            ),
        }
    if rule.unit in WHOLE_NUMBERS:
        value = forms.IntegerField(label=_("Giá trị"), min_value=0, max_value=MOST)
        if rule.unit not in LENGTHS:
            return {"": value}
        units = [(code, UNITS[code]) for code in UNITS if code in LENGTHS]
        return {"": value, "unit": forms.ChoiceField(label=_("Đơn vị"), choices=units, initial=rule.unit)}
    if rule.unit == "bool":
        told = [("true", _("có")), ("false", _("không"))]
        return {"": forms.ChoiceField(label=_("Giá trị"), choices=told, widget=forms.RadioSelect)}
    if rule.unit == "enum":
        return {"": forms.ChoiceField(label=_("Giá trị"), choices=options, widget=forms.RadioSelect)}
    return {"": forms.MultipleChoiceField(label=_("Giá trị"), choices=options, widget=forms.CheckboxSelectMultiple)}
