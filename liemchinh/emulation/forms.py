"""Forms of models. They read; services decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.emulation.given import Registering
from liemchinh.emulation.models import LONGEST_BASIS, LONGEST_NUMBER
from liemchinh.emulation.words import CAUSES, EXCESS, FORMS, MISTAKES, MODELS, WITHDRAWALS
from liemchinh.members.forms import day_field
from liemchinh.members.reasons import Words
from liemchinh.reviews.periods import Period, typed
from liemchinh.reviews.words import LIES
from liemchinh.web.forms import LineField, offer

REASONS: Mapping[str, Mapping[str, Words]] = {"withdraw": WITHDRAWALS, "take-back": MISTAKES}
LISTED = _("Chi hội đồng ý nêu tên trong danh sách công khai khi được công nhận")


def _choices(words: Mapping[str, Words], nothing: Words = "") -> list[tuple[str, Words]]:
    return [*([("", nothing)] if nothing else []), *words.items()]


class RegisterForm(forms.Form):
    """The model and for how long, and the branch's resolution: number, day, where it lies."""

    model = forms.ChoiceField(label=_("Mô hình"), choices=_choices(MODELS), widget=forms.RadioSelect)
    period = LineField(label=_("Năm hoặc nhiệm kỳ"), max_length=20, help_text=_("Ví dụ: 2026, 2025-2030."))
    number = LineField(label=_("Số nghị quyết của chi hội"), max_length=LONGEST_NUMBER, help_text=_("Ví dụ: 12-NQ/CB."))
    dated = day_field(_("Ngày nghị quyết"))
    lies = forms.ChoiceField(label=_("Văn bản để ở đâu"), choices=_choices(LIES), widget=forms.RadioSelect)
    listed = forms.BooleanField(
        label=LISTED, required=False,
        help_text=_("Chỉ nêu tên chi hội, không nêu tên người nào. Đổi được bất cứ lúc nào."),
    )  # fmt: skip

    def clean_period(self) -> Period:
        """A year or a term, as people write them."""
        period = typed(self.cleaned_data["period"])
        if period is None:
            raise forms.ValidationError(_("Ghi năm, ví dụ 2026, hoặc nhiệm kỳ, ví dụ 2025-2030."))
        return period

    def registering(self, organisation: int) -> Registering:
        """What a branch registers."""
        told = self.cleaned_data
        return Registering(
            organisation, told["model"], told["period"], told["number"], told["dated"], told["lies"], told["listed"]
        )


class BranchesForm(forms.Form):
    """Some of the branches that wait."""

    branches = forms.TypedMultipleChoiceField(label=_("Chi hội"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], chosen: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "branches", offered)
        self.fields["branches"].initial = chosen


class DecideForm(BranchesForm):
    """The decision: whose organ, what, number and day; why there are more than the share; on what it stands where a rule is unknown."""

    form = forms.ChoiceField(label=_("Quyết định gì"), choices=_choices(FORMS), widget=forms.RadioSelect)
    number = LineField(label=_("Số quyết định"), max_length=LONGEST_NUMBER, help_text=_("Ví dụ: 15-QĐ/HU."))
    on = day_field(_("Ngày quyết định"))
    exceeded = forms.ChoiceField(
        label=_("Vì sao vượt tỷ lệ"),
        choices=_choices(EXCESS, _("Không vượt")),
        required=False,
        widget=forms.RadioSelect,
    )
    basis = LineField(
        label=_("Điều, văn bản làm căn cứ"), max_length=LONGEST_BASIS, required=False,
        help_text=_("Khi quy định chưa rõ. Chỉ ghi điều và số văn bản, không ghi gì về người nào."),
    )  # fmt: skip


class RevokeForm(forms.Form):
    """A later decision that revokes one."""

    cause = forms.ChoiceField(label=_("Vì sao thu hồi"), choices=_choices(CAUSES), widget=forms.RadioSelect)
    number = LineField(label=_("Số quyết định thu hồi"), max_length=LONGEST_NUMBER, help_text=_("Ví dụ: 21-QĐ/HU."))
    on = day_field(_("Ngày quyết định thu hồi"))


class ReasonForm(forms.Form):
    """Why what was recorded does not stand."""

    reason = forms.ChoiceField(label=_("Vì sao"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, about: str, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reason", _choices(REASONS[about]))
