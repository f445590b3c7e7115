"""Forms of whoever keeps who wrote a letter. They read; services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.letters.identities import Mandate
from liemchinh.letters.models import LONGEST_NUMBER
from liemchinh.letters.sealing import LONGEST
from liemchinh.members.forms import day_field
from liemchinh.web.forms import LineField


class NameForm(forms.Form):
    """Who wrote a letter: the name alone. Never filled in beforehand."""

    name = LineField(
        label=_("Họ và tên người viết đơn"), max_length=LONGEST,
        help_text=_("Đơn nhiều người viết thì ghi người đại diện."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class MandateForm(forms.Form):
    """The document that asks who wrote a letter."""

    number = LineField(label=_("Số văn bản yêu cầu"), max_length=LONGEST_NUMBER)
    dated = day_field(_("Ngày văn bản yêu cầu"))

    def mandate(self) -> Mandate:
        """The document, once valid."""
        told: dict[str, Any] = self.cleaned_data
        return Mandate(told["number"], told["dated"])
