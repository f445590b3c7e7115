"""What an introduction letter says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal import clock
from liemchinh.residence.services import Letter
from liemchinh.web.forms import DayField, LineField


class LetterForm(forms.Form):
    """Name and card number as on the letter: both must be right, since the branch may not search the register of others."""

    full_name = LineField(label=_("Họ và tên trên giấy giới thiệu"), max_length=120)
    card_no = LineField(label=_("Số thẻ hội viên trên giấy"), max_length=20)
    letter_on = DayField(label=_("Ngày giấy giới thiệu"), not_after=clock.today)
    starts_on = DayField(label=_("Giữ mối liên hệ từ ngày"), not_after=clock.today)

    def letter(self) -> Letter:
        """What was filled in."""
        return Letter(**self.cleaned_data)


class EndForm(forms.Form):
    """From which day somebody is linked no more."""

    ends_on = DayField(label=_("Thôi từ ngày"), not_after=clock.today, initial=clock.today)
