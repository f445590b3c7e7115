"""Forms of a meeting: its day, agenda and conclusions, and why what was recorded is written anew or does not stand."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal import clock
from liemchinh.meetings.concluding import AHEAD, MOST_ITEMS, Concluded, Planned
from liemchinh.meetings.items import KINDS, RESULTS
from liemchinh.meetings.models import LONGEST_NUMBER
from liemchinh.meetings.reasons import CANCELLATIONS, CORRECTIONS
from liemchinh.members.months import names_from
from liemchinh.web.forms import DayField, LineField, offer


class HeldForm(forms.Form):
    """The day a branch met."""

    on = DayField(
        label=_("Ngày họp"), not_before=lambda: names_from(clock.today()), not_after=clock.today,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"],
    )  # fmt: skip


class PlannedForm(HeldForm):
    """The day a branch meets, past or to come."""

    on = DayField(
        label=_("Ngày họp"), not_before=lambda: names_from(clock.today()), not_after=lambda: clock.today() + AHEAD,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%Y-%m-%d"],
    )  # fmt: skip


class ItemForm(forms.Form):
    """One item of an agenda; left empty it is none."""

    kind = forms.ChoiceField(label=_("Nội dung"), choices=[("", "–"), *KINDS.items()], required=False)
    document = forms.TypedChoiceField(label=_("Văn bản"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, documents: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "document", [("", "–"), *documents])

    def clean(self) -> dict[str, Any]:
        """A document belongs to an item."""
        told = super().clean() or {}
        if told.get("document") and not told.get("kind"):
            self.add_error("kind", _("Chưa chọn nội dung cho văn bản này."))
        return told


class _Items(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    def planned(self) -> list[Planned]:
        """The items that were chosen, in their order."""
        told = [one.cleaned_data for one in self.forms]
        return [Planned(one["kind"], one.get("document")) for one in told if one.get("kind")]


ItemRows = forms.formset_factory(
    ItemForm, formset=_Items, extra=0, min_num=6, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS
)


class OutcomeForm(forms.Form):
    """What was concluded on one item."""

    result = forms.ChoiceField(label=_("Kết luận"), choices=list(RESULTS.items()), widget=forms.RadioSelect)
    resolution = LineField(
        label=_("Số nghị quyết"),
        max_length=LONGEST_NUMBER,
        required=False,
        help_text=_("Ví dụ 5-NQ/CB; không có thì để trống."),
    )
    votes_for = forms.IntegerField(label=_("Số phiếu tán thành"), min_value=0, max_value=30_000, required=False)
    votes_against = forms.IntegerField(
        label=_("Số phiếu không tán thành"), min_value=0, max_value=30_000, required=False
    )
    abstained = forms.IntegerField(label=_("Số phiếu không có ý kiến"), min_value=0, max_value=30_000, required=False)

    def concluded(self) -> Concluded:
        """What was told."""
        return Concluded(**self.cleaned_data)


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
