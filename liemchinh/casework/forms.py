"""What every page of a case asks alike: the day of a step, its paper, and the numbers of a counted vote."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.casework.counting import Count
from liemchinh.casework.steps import NewPaper
from liemchinh.members.forms import CancelForm
from liemchinh.web.forms import DayField, LineField, offer


class StepForm(forms.Form):
    """The day on which a step was taken."""

    on = DayField(label=_("Ngày làm"))

    @property
    def day(self) -> date:
        """The day, once valid."""
        return self.cleaned_data["on"]


class DecisionForm(StepForm):
    """A step with its paper: number and day as written on it."""

    number = LineField(label=_("Số, ký hiệu văn bản"), max_length=60)
    dated = DayField(label=_("Ngày ghi trên văn bản"))

    def paper(self, kind: str, issuer: int | None) -> NewPaper:
        """The paper, once valid."""
        return NewPaper(kind, self.cleaned_data["number"], self.cleaned_data["dated"], issuer)


class CancelStepForm(CancelForm):
    """Why a step does not stand; `step`: the entry of the step that was shown."""

    step = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class VoteForm(StepForm):
    """The numbers of the minutes of a counted vote."""

    issued = forms.IntegerField(label=_("Số phiếu phát ra"), min_value=0, max_value=100_000)
    returned = forms.IntegerField(label=_("Số phiếu thu về"), min_value=0, max_value=100_000)
    valid = forms.IntegerField(label=_("Số phiếu hợp lệ"), min_value=0, max_value=100_000)
    votes_for = forms.IntegerField(label=_("Số phiếu đồng ý"), min_value=0, max_value=100_000)
    exempt_present = forms.IntegerField(
        label=_("Số hội viên được miễn sinh hoạt có mặt, bỏ phiếu"),
        min_value=0,
        max_value=10_000,
        initial=0,
        required=False,
    )

    def count(self) -> Count:
        """The count, once valid."""
        told = self.cleaned_data
        return Count(told["issued"], told["returned"], told["valid"], told["votes_for"], told["exempt_present"] or 0)


class GiveForm(forms.Form):
    """Who else should open a case: one of the officers who can."""

    account = forms.TypedChoiceField(label=_("Cán bộ"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "account", list(choices))
