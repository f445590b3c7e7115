"""Forms of sittings and rolls. They read what is typed; services decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal import clock
from liemchinh.members.reasons import Words
from liemchinh.study.asking import AHEAD, Call
from liemchinh.study.models import LONGEST_NUMBER
from liemchinh.study.rolls import Count
from liemchinh.study.words import CORRECTIONS, KINDS
from liemchinh.web.forms import DayField, LineField, offer

MOST = 2_000_000


class CallForm(forms.Form):
    """A sitting: what it is, about which document, when, and whose members are asked to come."""

    kind = forms.ChoiceField(
        label=_("Loại buổi"), choices=list(KINDS.items()), widget=forms.RadioSelect, initial="study"
    )
    document = forms.TypedChoiceField(label=_("Văn bản được học"), coerce=int)
    held_on = DayField(label=_("Ngày học"), not_after=lambda: clock.today() + AHEAD)
    addressed = forms.TypedMultipleChoiceField(
        label=_("Triệu tập hội viên của"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn chính tổ chức này là toàn bộ hội viên bên dưới. Ai phải dự thì phần mềm lấy theo danh sách của ngày học."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, documents: Sequence[tuple[int, str]], places: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "document", documents)
        offer(self, "addressed", places)

    def call(self, makes_up: int | None) -> Call:
        """What was told."""
        told = self.cleaned_data
        return Call(told["kind"], told["document"], told["held_on"], tuple(told["addressed"]), makes_up)


class CountForm(forms.Form):
    """What the minutes of a sitting count."""

    due = forms.IntegerField(label=_("Số người phải dự theo biên bản"), min_value=1, max_value=MOST)
    present = forms.IntegerField(label=_("Số người có mặt"), min_value=0, max_value=MOST)
    excused = forms.IntegerField(label=_("Số người vắng có lý do"), min_value=0, max_value=MOST)
    minutes = LineField(
        label=_("Số biên bản"), max_length=LONGEST_NUMBER, help_text=_("Như trên giấy, ví dụ 12-BB/ĐU.")
    )
    minutes_on = DayField(label=_("Ngày biên bản"), not_after=clock.today)

    def count(self) -> Count:
        """What was told."""
        return Count(**self.cleaned_data)


class CorrectionForm(forms.Form):
    """Why what was recorded is recorded otherwise."""

    reason = forms.ChoiceField(
        label=_("Vì sao sửa"), choices=list(CORRECTIONS.items()), initial="typing", widget=forms.RadioSelect
    )


class ReasonForm(forms.Form):
    """Why something does not stand."""

    reason = forms.ChoiceField(label=_("Vì sao"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Mapping[str, Words], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reason", list(offered.items()))
