"""A key for another program: for what, to read what, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from liemchinh.api.purposes import PURPOSES, RIGHTS
from liemchinh.api.services import LONGEST, NewToken
from liemchinh.journal import clock
from liemchinh.web.forms import DayField


class TokenForm(forms.Form):
    """Closed lists and a day."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Mục đích"),
        widget=forms.RadioSelect,
        choices=[(code, one.label) for code, one in PURPOSES.items()],
    )
    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Được đọc"), widget=forms.CheckboxSelectMultiple,
        choices=[(code, one.label) for code, one in RIGHTS.items()],
        help_text=gettext_lazy("Chỉ chọn điều mục đích cần."),
    )  # fmt: skip
    last_on = DayField(
        label=gettext_lazy("Đến hết ngày"), not_before=clock.today, not_after=lambda: clock.today() + LONGEST,
        help_text=gettext_lazy("Nhiều nhất một năm."),
    )  # fmt: skip

    def token(self) -> NewToken:
        """What is asked for, once valid."""
        told: dict[str, Any] = self.cleaned_data
        return NewToken(told["purpose"], told["rights"], told["last_on"])
