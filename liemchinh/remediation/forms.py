"""Forms of what has to be put right. They read; services decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.casework.content import ContentForm
from liemchinh.journal import clock
from liemchinh.members.forms import FIRST_DAY, day_field
from liemchinh.members.months import in_order
from liemchinh.members.offices import offices
from liemchinh.members.queries import active
from liemchinh.members.reasons import CANCELLATION
from liemchinh.remediation.models import LONGEST_NUMBER
from liemchinh.remediation.services import Finding, Proof
from liemchinh.web.forms import DayField, LineField, offer

PLACE, POST, PERSON = "place", "post", "person"


class FindingForm(ContentForm):
    """What was found short, out of the catalogue alone; who puts it right, by when."""

    owner = forms.ChoiceField(
        label=_("Ai chịu trách nhiệm"),
        choices=[(PLACE, _("Tổ chức này")), (POST, _("Một chức vụ ở tổ chức này")), (PERSON, _("Chính người có liên quan"))],
        widget=forms.RadioSelect, initial=PLACE,
    )  # fmt: skip
    post = forms.ChoiceField(label=_("Chức vụ"), required=False)
    person = forms.TypedChoiceField(label=_("Người có liên quan"), required=False, coerce=int, empty_value=None)
    due_on = DayField(label=_("Khắc phục xong trước hết ngày"), not_before=lambda: FIRST_DAY)

    def __init__(self, *args: Any, organisation: int, **options: Any) -> None:
        super().__init__(*args, **options)
        nothing = ("", _("Không chọn"))
        offer(self, "post", [nothing, *((one.code, one.label) for one in offices())])
        there = active(clock.today()).filter(organisation_id=organisation).values_list("person_id", flat=True)
        offer(self, "person", [nothing, *((str(n), name) for n, name in in_order(there))])

    def clean(self) -> dict[str, Any]:
        """One item of the catalogue, and the owner that was chosen."""
        told = super().clean() or self.cleaned_data
        if len(self._chosen()) != 1:
            self.add_error("owner", _("Đánh dấu đúng một khuyết điểm trong danh mục; mỗi khuyết điểm là một việc."))
        if told.get("owner") == POST and not told.get("post"):
            self.add_error("post", _("Chọn một chức vụ."))
        if told.get("owner") == PERSON and not told.get("person"):
            self.add_error("person", _("Chọn một người."))
        return told

    def _chosen(self) -> tuple[str, ...]:
        return tuple(code for name, codes in self.cleaned_data.items() if name.startswith("content_") for code in codes)

    def finding(self, organisation: int) -> Finding:
        """What was told, once valid."""
        told = self.cleaned_data
        return Finding(
            organisation, self._chosen()[0], told["due_on"], told["post"] if told["owner"] == POST else "",
            told["person"] if told["owner"] == PERSON else None,
        )  # fmt: skip


class ProofForm(forms.Form):
    """What shows that it was put right: a document by number and day, or a count."""

    number = LineField(
        label=_("Số văn bản"), max_length=LONGEST_NUMBER, required=False, help_text=_("Ví dụ: 12-BC/CB.")
    )
    on = day_field(_("Ngày văn bản"), required=False)
    times = forms.IntegerField(
        label=_("Hoặc số đếm được"), min_value=0, max_value=1_000_000, required=False,
        help_text=_("Ví dụ: số hồ sơ đã trả, số buổi đã làm bù."),
    )  # fmt: skip

    def proof(self) -> Proof:
        """What was told, once valid."""
        return Proof(self.cleaned_data["number"], self.cleaned_data["on"], self.cleaned_data["times"])


class CancelForm(forms.Form):
    """Why it does not stand."""

    reason = forms.ChoiceField(label=_("Vì sao hủy"), choices=list(CANCELLATION.items()), widget=forms.RadioSelect)
