"""The form of a branch's month: why it is written anew, where it was written before."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.dues.reasons import CORRECTIONS


class CorrectionForm(forms.Form):
    """Why a recorded month is recorded otherwise."""

    reason = forms.ChoiceField(
        label=_("Vì sao sửa"),
        choices=list(CORRECTIONS.items()),
        initial="paid_later",
        widget=forms.RadioSelect,
    )
