"""What should stand instead, and how it is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.members.forms import picking_branch
from liemchinh.requests.items import ACT_ITEMS, OUTCOMES, PAPERS, REASONS, as_text, value_field
from liemchinh.requests.models import Request
from liemchinh.requests.services import Verdict, Wish
from liemchinh.web.forms import LineField, PickField, PickingForm, offer


class AskForm(forms.Form):
    """The corrected value, of the item's own type, and where the paper lies that shows it."""

    what = forms.ChoiceField(label=_("Điều gì sai"), choices=list(ACT_ITEMS.items()), widget=forms.RadioSelect)
    value = forms.CharField()
    paper = forms.ChoiceField(label=_("Giấy tờ gốc"), choices=list(PAPERS.items()), widget=forms.RadioSelect)

    def __init__(self, *args: Any, item: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.item = item
        field = value_field("act_day" if item == "act" else item)
        assert field is not None
        self.fields["value"] = field
        if item == "act":
            field.required, field.help_text = False, _("Chỉ ghi khi ngày sai.")
        else:
            del self.fields["what"]
        self.order_fields(("what", "value", "paper"))

    def wish(self, act: int | None) -> Wish:
        """What was filled in."""
        given = self.cleaned_data
        item = given["what"] if self.item == "act" else self.item
        value = "" if item in {"act_place", "act_never"} else as_text(given["value"])
        return Wish(item, value, given["paper"], act)


class AnswerForm(PickingForm):
    """What becomes of a request."""

    outcome = forms.ChoiceField(label=_("Trả lời"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    reason = forms.ChoiceField(
        label=_("Lý do (khi không sửa, hoặc sửa một phần)"), choices=[("", "–"), *REASONS.items()], required=False
    )
    document = LineField(
        label=_("Số văn bản trả lời"), max_length=60, required=False, help_text=_("Chỉ số và ký hiệu, ví dụ 12-CV/ĐU.")
    )

    def __init__(self, *args: Any, one: Request, actor: Actor, near: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        field = value_field(one.item)
        if field is not None:
            field.label, field.required = _("Đã sửa thành (khi sửa một phần)"), False
            self.fields["value"] = field
        else:
            choices = [(code, words) for code, words in OUTCOMES.items() if code != "partly"]
            offer(self, "outcome", choices)
        if one.item == "act_place":
            self.fields["organisation"] = PickField(
                label=_("Chi hội đúng"), required=False, **picking_branch(actor, near)
            )
        self.order_fields(("outcome", "organisation", "value", "reason", "document"))

    def verdict(self) -> Verdict:
        """What was filled in."""
        given = self.cleaned_data
        value = as_text(given.get("value"))
        return Verdict(given["outcome"], value, given.get("organisation"), given["reason"], given["document"])
