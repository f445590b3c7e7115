"""What a member can ask to have corrected: the fields of their details and their acts. Closed lists; a value has its field's own type."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.members.facts import LIST_OF
from liemchinh.members.forms import FactsForm, day_field, words
from liemchinh.members.reasons import Words
from liemchinh.web.dates import PartialDate, show

FIELDS = tuple(FactsForm.base_fields)
# What of an act is wrong.
ACT_ITEMS: Mapping[str, Words] = {
    "act_day": gettext_lazy("Ngày của một việc"),
    "act_place": gettext_lazy("Chi hội của một việc"),
    "act_never": gettext_lazy("Việc này không phải của tôi"),
}
ITEMS = (*FIELDS, *ACT_ITEMS)
PAPERS: Mapping[str, Words] = {
    "branch": gettext_lazy("Giấy tờ gốc để ở chi hội"),
    "committee": gettext_lazy("Giấy tờ gốc để ở ban điều hành trên chi hội"),
    "mine": gettext_lazy("Tôi đang giữ giấy tờ gốc"),
    "none": gettext_lazy("Chưa có giấy tờ trong tay"),
}
OUTCOMES: Mapping[str, Words] = {
    "corrected": gettext_lazy("Đã sửa đúng như đề nghị"),
    "partly": gettext_lazy("Đã sửa một phần"),
    "kept": gettext_lazy("Không sửa"),
}
REASONS: Mapping[str, Words] = {
    "paper_says": gettext_lazy("Giấy tờ gốc ghi như sổ"),
    "decision_says": gettext_lazy("Quyết định đang có hiệu lực ghi như sổ"),
    "paper_missing": gettext_lazy("Chưa có giấy tờ gốc để đối chiếu"),
    "competence": gettext_lazy("Việc thuộc thẩm quyền của tổ chức đã ra quyết định"),
}


def label_of(item: str) -> str:
    """The item in words; the code itself for one that is no longer offered."""
    if item in ACT_ITEMS:
        return str(ACT_ITEMS[item])
    return str(FactsForm.base_fields[item].label) if item in FIELDS else item


def value_field(item: str) -> forms.Field | None:
    """The form field that takes the corrected value, of the item's own type; None for an item that needs none."""
    if item == "act_day":
        return day_field(_("Ngày đúng"))
    if item in ACT_ITEMS:
        return None
    found = FactsForm().fields[item]
    found.label, found.required = _("Đúng ra là"), True
    return found


def as_text(value: object) -> str:
    """A cleaned value as it is kept: ISO for days, the code for choices."""
    if isinstance(value, PartialDate):
        return value.text
    return value.isoformat() if isinstance(value, date) else str(value or "")


def in_words(item: str, value: str) -> str:
    """A kept value as people read it."""
    if not value:
        return ""
    if item == "act_day":
        return show(date.fromisoformat(value))
    if item == "birth":
        return str(PartialDate.parse(value))
    return words(item, value) if item in LIST_OF else value
