"""Forms of reported figures: what is defined, what is asked of whom, the numbers. No field takes a name of a person or a remark."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.journal import clock
from liemchinh.returns.calling import NewCall
from liemchinh.returns.defining import NewQuantity
from liemchinh.returns.models import LONGEST_NAME, Quantity
from liemchinh.returns.queries import title_of
from liemchinh.returns.sending import MOST, Numbers
from liemchinh.returns.words import CATALOGUE, JUMPS, PERIODS, UNITS, name_of
from liemchinh.web.forms import DayField, FreeTextField, offer
from liemchinh.web.numbers import show_number
from liemchinh.web.text import clean

AHEAD = timedelta(days=366 * 2)
# 1234, 1.234, 1 234
_NUMBER = re.compile(r"\d{1,13}|\d{1,3}(?:[. ]\d{3}){1,4}")


class QuantityForm(forms.Form):
    """One of the catalogue, or a name of one's own with its unit."""

    code = forms.ChoiceField(label=gettext_lazy("Số liệu"), required=False)
    name = FreeTextField(
        label=gettext_lazy("Tên riêng, khi danh mục không có"), max_length=LONGEST_NAME, required=False,
        privacy=gettext_lazy("Tên của một số liệu, ví dụ “Số buổi tuyên truyền”. Không ghi tên người, không nói về người nào."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị tính của tên riêng"), choices=list(UNITS.items()))
    period = forms.ChoiceField(label=gettext_lazy("Kỳ"), choices=list(PERIODS.items()))
    jump = forms.TypedChoiceField(
        label=gettext_lazy("Hỏi lại khi chênh với kỳ trước"), coerce=int, choices=list(JUMPS.items()), initial=3
    )
    whole = forms.TypedChoiceField(
        label=gettext_lazy("Là một phần của"), coerce=int, required=False, empty_value=None,
        help_text=gettext_lazy("Các phần cộng lại thành số tổng; nơi được hỏi chỉ ghi các phần."),
    )  # fmt: skip

    def __init__(self, *args: Any, wholes: Sequence[Quantity], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["rows"] = 2
        offer(self, "code", [
            ("", _("Tên riêng ghi ở dưới")), *((code, f"{name} ({UNITS[unit]})") for code, (name, unit) in CATALOGUE.items())
        ])  # fmt: skip
        offer(
            self,
            "whole",
            [
                ("", _("Không, là một số riêng")),
                *((one.pk, title_of(one)) for one in wholes),
            ],
        )

    def quantity(self) -> NewQuantity:
        """What is defined, once valid."""
        told = self.cleaned_data
        return NewQuantity(told["period"], told["code"], told["name"], told["unit"], told["jump"], told["whole"])


class CallForm(forms.Form):
    """Which quantities, for which period, until when."""

    quantities = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Số liệu"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    first = DayField(label=gettext_lazy("Kỳ từ ngày"), not_after=clock.today)
    last = DayField(label=gettext_lazy("Đến hết ngày"))
    due_on = DayField(
        label=gettext_lazy("Hạn gửi"), not_before=clock.today, not_after=lambda: clock.today() + AHEAD
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Sequence[Quantity], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "quantities",
            [
                (one.pk, f"{title_of(one)}, {str(PERIODS[one.period]).lower()}")
                for one in offered
                if one.whole_id is None
            ],
        )

    def call(self) -> NewCall:
        """What is asked, once valid."""
        told = self.cleaned_data
        return NewCall(tuple(told["quantities"]), told["first"], told["last"], told["due_on"])


class NumberField(forms.CharField):
    """A whole number as people write it: 1234, 1.234, 1 234."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "class": "date"}

    def clean(self, value: Any) -> Any:
        """The number, or a ValidationError that says how to write one."""
        text = clean(super().clean(value))
        if not _NUMBER.fullmatch(text) or int(re.sub(r"\D", "", text)) > MOST:
            raise forms.ValidationError(_("Hãy ghi một số nguyên, ví dụ 1234 hoặc 1.234; không có thì ghi 0."))
        return int(re.sub(r"\D", "", text))


class NumbersForm(forms.Form):
    """A line for each quantity with what was sent last time; a box to confirm beside one that is far from it."""

    def __init__(
        self, *args: Any, asked: Sequence[Quantity], before: Mapping[int, int], far: frozenset[int] = frozenset(), **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.asked = asked
        for one in asked:
            title = f"{(one.whole and name_of(one.whole.code, one.whole.name) + ' – ') or ''}{title_of(one)}"
            told = _("Kỳ trước: %(last)s.") % {"last": show_number(before[one.pk])} if one.pk in before else ""
            self.fields[f"n{one.pk}"] = NumberField(label=title, help_text=told)
            if one.pk in far:
                label = _("Con số trên đúng, dù chênh nhiều với kỳ trước")
                self.fields[f"c{one.pk}"] = forms.BooleanField(label=label, required=False)

    def values(self) -> dict[int, int]:
        """The numbers by quantity, once valid."""
        return {one.pk: self.cleaned_data[f"n{one.pk}"] for one in self.asked}

    def numbers(self) -> Numbers:
        """What is sent, once valid."""
        sure = frozenset(one.pk for one in self.asked if self.cleaned_data.get(f"c{one.pk}"))
        return Numbers(self.values(), sure)
