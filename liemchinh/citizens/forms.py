"""Forms of this room. No field takes the name of a clerk or of a citizen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.citizens.models import LONGEST_NUMBER
from liemchinh.citizens.ratings import MOST, Answers, Counted
from liemchinh.citizens.words import CANCELLING
from liemchinh.envelopes.words import HOW, REASONS
from liemchinh.journal import clock
from liemchinh.web.forms import DayField, LineField

_REASON = "reason-"


class PaperForm(forms.Form):
    """What was counted from paper: period, answers, reasons, number and day of the paper it stands in."""

    first = DayField(label=_("Kỳ từ ngày"), not_after=clock.today)
    last = DayField(label=_("Đến hết ngày"), not_after=clock.today)
    number = LineField(label=_("Số của bản tổng hợp phiếu"), max_length=LONGEST_NUMBER)
    dated = DayField(label=_("Ngày của bản tổng hợp"), not_after=clock.today)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for how, words in HOW.items():
            self.fields[how] = forms.IntegerField(label=str(words), min_value=0, max_value=MOST, initial=0)
        for code, words in REASONS.items():
            self.fields[f"{_REASON}{code}"] = forms.IntegerField(
                label=str(words), min_value=0, max_value=MOST, required=False
            )

    def counted(self, organisation: int) -> Counted:
        """What was entered, once valid."""
        told = self.cleaned_data
        reasons = {code: told[f"{_REASON}{code}"] for code in REASONS if told[f"{_REASON}{code}"]}
        answers = Answers(told["satisfied"], told["neutral"], told["not_satisfied"], reasons)
        return Counted(organisation, told["first"], told["last"], answers, told["number"], told["dated"])


class CancelForm(forms.Form):
    """Why a count does not stand."""

    reason = forms.ChoiceField(label=_("Lý do"), choices=list(CANCELLING.items()), widget=forms.RadioSelect)
