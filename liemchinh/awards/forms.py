"""Forms about awards. They read; services decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.awards.services import LONGEST_DECISION, LONGEST_NUMBER
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.web.forms import LineField, offer

Choices = Sequence[tuple[str, str]]


class DecideForm(forms.Form):
    """Number and day of the committee's decision, and whom it names."""

    decision = LineField(label=_("Số quyết định"), max_length=LONGEST_DECISION, help_text=_("Ví dụ: 219-QĐ/TU."))
    on = day_field(_("Ngày quyết định"))
    awards = forms.TypedMultipleChoiceField(
        label=_("Những người có trong quyết định"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "awards", offered)
        self.fields["awards"].initial = [value for value, _label in offered]


class HandOverForm(forms.Form):
    """The day a badge is handed over, and the number on it. Whoever receives it signs on paper."""

    on = day_field(_("Ngày trao"))
    badge_no = LineField(label=_("Số kỷ niệm chương"), max_length=LONGEST_NUMBER, required=False)


class RegisterForm(forms.Form):
    """Which decisions the register lists."""

    first = day_field(_("Quyết định từ ngày"))
    last = day_field(_("Đến hết ngày"))

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        given = self.cleaned_data
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("Ngày cuối phải từ ngày đầu trở đi."))
        return given


def this_year() -> dict[str, date]:
    """From the first of January to today."""
    today = clock.today()
    return {"first": date(today.year, 1, 1), "last": today}
