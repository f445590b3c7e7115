"""The form of a packet: its lines are those of the paper, numbers as they are written."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal import clock
from liemchinh.packets.services import Written
from liemchinh.web.forms import DayField
from liemchinh.web.text import clean

_PART = re.compile(r"([0-9]{1,4})(?:[-–]([0-9]{1,4}))?")
MOST = 999


class NumbersField(forms.CharField):
    """Numbers of a list: “3 7 12-14”, with spaces, commas or semicolons between them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=400, **options)
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off", "placeholder": "3 7 12-14"}

    def clean(self, value: Any) -> Any:
        """The set of numbers, or a ValidationError that says how to write them."""
        found: set[int] = set()
        for part in re.split(r"[\s,;.]+", clean(super().clean(value))):
            match = _PART.fullmatch(part)
            if part and match is None:
                raise forms.ValidationError(
                    _("Chưa đọc được “%(part)s”. Ghi số, ví dụ 3 7 12-14."), params={"part": part[:20]}
                )
            if match:
                first, last = int(match[1]), int(match[2] or match[1])
                if not 0 < first <= last <= MOST:
                    raise forms.ValidationError(_("Không có số %(part)s trên phiếu."), params={"part": part[:20]})
                found.update(range(first, last + 1))
        return frozenset(found)


class PacketForm(forms.Form):
    """What the paper says. Whoever is in no line was present and has paid."""

    day = DayField(
        label=_("Ngày họp"),
        required=False,
        not_after=clock.today,
        help_text=_("Bỏ trống nếu tháng này không họp, hoặc đã ghi."),
    )
    absent = NumbersField(label=_("Vắng: số"))
    excused = NumbersField(label=_("Vắng có lý do: số"))
    unpaid = NumbersField(label=_("Chưa đóng hội phí: số"))
    waived = NumbersField(label=_("Được miễn hội phí: số"))

    def written(self) -> Written:
        """The same as the service takes it."""
        return Written(**{name: self.cleaned_data[name] for name in ("day", "absent", "excused", "unpaid", "waived")})
