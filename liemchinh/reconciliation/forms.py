"""What an organisation counted of itself, as typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.reconciliation.counting import Counts
from liemchinh.reconciliation.services import MOST
from liemchinh.web.forms import LineField
from liemchinh.web.text import clean

LONGEST = 800


def _number(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST, widget=forms.NumberInput(attrs={"class": "date"})
    )


class CountsForm(forms.Form):
    """Three numbers, prefilled with what was confirmed before, else the register's."""

    official = _number(_("Chính thức"))
    probationary = _number(_("Dự bị"))
    women = _number(_("Trong đó nữ"))

    def counts(self) -> Counts:
        """The numbers, once valid."""
        return Counts(**{name: self.cleaned_data[name] for name in ("official", "probationary", "women")})


class MissingForm(forms.Form):
    """Whom the register has elsewhere: card numbers alone, no words."""

    missing = LineField(
        label=_("Ai thiếu trong sổ? Ghi số thẻ hội viên"),
        help_text=_(
            "Nhiều người thì cách nhau bằng dấu cách hoặc dấu phẩy. Người chưa có trong sổ thì chưa nêu được ở đây."
        ),
        max_length=LONGEST,
        required=False,
    )

    def numbers(self) -> tuple[str, ...]:
        """What was typed, one by one, once valid."""
        return tuple(clean(self.cleaned_data["missing"]).replace(",", " ").replace(";", " ").split())
