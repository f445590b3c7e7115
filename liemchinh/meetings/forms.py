"""Forms of a meeting: its day, and why what was recorded is written anew or does not stand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal import clock
from liemchinh.meetings.reasons import CANCELLATIONS, CORRECTIONS
from liemchinh.members.months import names_from
from liemchinh.web.forms import DayField


class HeldForm(forms.Form):
    """The day a branch met."""

    on = DayField(
        label=_("Ngày họp"), not_before=lambda: names_from(clock.today()), not_after=clock.today,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"],
    )  # fmt: skip


class CorrectionForm(forms.Form):
    """Why a recorded meeting is recorded otherwise."""

    reason = forms.ChoiceField(
        label=_("Vì sao sửa"),
        choices=list(CORRECTIONS.items()),
        initial="typing",
        widget=forms.RadioSelect,
    )


class CancelForm(forms.Form):
    """Why a recorded meeting does not stand."""

    reason = forms.ChoiceField(label=_("Vì sao hủy"), choices=list(CANCELLATIONS.items()), widget=forms.RadioSelect)
