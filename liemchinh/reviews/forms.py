"""Forms of commitments and reviews. They read; services decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.members.forms import day_field
from liemchinh.members.reasons import CANCELLATION, Words
from liemchinh.reviews.models import LONGEST_BASIS, LONGEST_NUMBER
from liemchinh.reviews.words import CAUSES, CORRECTIONS, EXCESS, LEVELS, LIES
from liemchinh.web.forms import LineField, offer


def _choices(words: Mapping[str, Words], nothing: Words = "") -> list[tuple[str, Words]]:
    return [*([("", nothing)] if nothing else []), *words.items()]


class HandingForm(forms.Form):
    """When the papers were handed in, and where they lie; written again also why."""

    on = day_field(_("Ngày nộp"))
    lies = forms.ChoiceField(label=_("Văn bản để ở đâu"), choices=_choices(LIES), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("Vì sao ghi lại"), choices=_choices(CORRECTIONS), widget=forms.RadioSelect, required=False
    )


class CollectiveForm(forms.Form):
    """The grade of an organisation as a collective. A total out of 100 is of organisations alone."""

    collective = forms.ChoiceField(
        label=_("Xếp loại tập thể"),
        choices=_choices(LEVELS, _("Chưa xếp loại")),
        widget=forms.RadioSelect,
        required=False,
    )
    total = forms.IntegerField(
        label=_("Tổng của tập thể (trên 100)"), min_value=0, max_value=100, required=False,
        help_text=_("Chỉ ghi cho tổ chức, để trống nếu không có."),
    )  # fmt: skip
    collective_reminded = forms.BooleanField(label=_("Tập thể được nhắc nhở qua kiểm điểm"), required=False)


class DecisionForm(forms.Form):
    """Number and day of the decision; why the share is exceeded; on what the body stands where a rule is unknown."""

    number = LineField(label=_("Số quyết định"), max_length=LONGEST_NUMBER, help_text=_("Ví dụ: 15-QĐ/ĐU."))
    on = day_field(_("Ngày quyết định"))
    exceeded = forms.ChoiceField(
        label=_("Vì sao số xuất sắc vượt tỷ lệ"), choices=_choices(EXCESS, _("Không vượt")), required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    basis = LineField(
        label=_("Điều, văn bản làm căn cứ"), max_length=LONGEST_BASIS, required=False,
        help_text=_("Chỉ khi quy định chưa rõ. Chỉ ghi điều và số văn bản, không ghi gì về người nào."),
    )  # fmt: skip


class DecideForm(DecisionForm):
    """The same for the lists of many organisations."""

    lists = forms.TypedMultipleChoiceField(
        label=_("Những danh sách có trong quyết định"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "lists", offered)
        self.fields["lists"].initial = [value for value, _label in offered]
        self.order_fields(["lists", "number", "on", "exceeded", "basis"])


class RegradeForm(DecisionForm):
    """A grade decided anew by a later decision."""

    result = forms.ChoiceField(label=_("Mức xếp loại mới"), choices=_choices(LEVELS), widget=forms.RadioSelect)
    reminded = forms.BooleanField(label=_("Được nhắc nhở qua kiểm điểm"), required=False)
    cause = forms.ChoiceField(label=_("Vì sao xếp loại lại"), choices=_choices(CAUSES), widget=forms.RadioSelect)
    total = forms.IntegerField(label=_("Tổng của tập thể (trên 100)"), min_value=0, max_value=100, required=False)

    def __init__(self, *args: Any, of_person: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if of_person:
            del self.fields["total"]
        self.order_fields(["result", "total", "reminded", "cause", "number", "on", "exceeded", "basis"])


class TakeBackForm(forms.Form):
    """Why a decision that was recorded does not stand."""

    reason = forms.ChoiceField(label=_("Vì sao hủy"), choices=_choices(CANCELLATION), widget=forms.RadioSelect)
