"""Forms of declarations. They read; services decide. No field takes anything that a declaration contains."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.draw_faults import Plan
from liemchinh.declarations.handing import Handed
from liemchinh.declarations.models import LONGEST_BASIS
from liemchinh.declarations.positions import Taken
from liemchinh.declarations.publishing import Shown
from liemchinh.declarations.words import GROUPS, KINDS, LIES, SOURCES, WAYS
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.posting_forms import picking_person
from liemchinh.members.reasons import Words
from liemchinh.web.forms import DayField, LineField, PickField, PickingForm, offer
from regulations.rules.declaring import ANNUAL

AHEAD = timedelta(days=366)


class DayForm(forms.Form):
    """The day whose posts count."""

    on = day_field(_("Lấy chức vụ, vị trí của ngày"))


class PersonForm(PickingForm):
    """Somebody of the register, by name."""

    def __init__(self, *args: Any, actor: Actor, organisation: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = PickField(label=_("Người kê khai"), **picking_person(actor, organisation))
        self.order_fields(["person"])


class DutyForm(PersonForm):
    """Who owes which declaration since when."""

    kind = forms.ChoiceField(
        label=_("Lần kê khai"),
        choices=[(code, word) for code, word in KINDS.items() if code != ANNUAL],
        widget=forms.RadioSelect,
    )
    arose_on = day_field(_("Nghĩa vụ có từ ngày"))


class PositionForm(PersonForm):
    """Who holds which position since when."""

    group = forms.ChoiceField(label=_("Vị trí"), choices=list(GROUPS.items()), widget=forms.RadioSelect)
    leads = forms.BooleanField(label=_("Là người đứng đầu hoặc cấp phó của đơn vị"), required=False)
    starts_on = day_field(_("Giữ từ ngày"))

    def taken(self) -> Taken:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Taken(told["person"], told["group"], told["starts_on"], told["leads"])


class EndForm(forms.Form):
    """The last day a position is held."""

    last_on = day_field(_("Ngày cuối cùng giữ vị trí"))

    def ends_on(self) -> date:
        """The first day no longer held."""
        last: date = self.cleaned_data["last_on"]
        return last + timedelta(days=1)


class HandedForm(forms.Form):
    """The day those marked handed in, and where the papers lie."""

    on = day_field(_("Ngày nộp"))
    lies = forms.ChoiceField(label=_("Bản kê khai để ở"), choices=list(LIES.items()), widget=forms.RadioSelect)

    def handed(self) -> Handed:
        """What was filled in, once valid."""
        return Handed(self.cleaned_data["on"], self.cleaned_data["lies"])


class PublicationForm(forms.Form):
    """How and when declarations were made public."""

    way = forms.ChoiceField(label=_("Cách công khai"), choices=list(WAYS.items()), widget=forms.RadioSelect)
    starts_on = day_field(_("Từ ngày"))
    last_on = DayField(
        label=_("Đến hết ngày"), required=False, not_after=lambda: clock.today() + AHEAD,
        help_text=_("Công bố tại cuộc họp thì để trống."),
    )  # fmt: skip

    basis = LineField(
        label=_("Điều và văn bản làm căn cứ"), required=False, max_length=LONGEST_BASIS,
        help_text=_("Khi niêm yết mà quy định chưa rõ số ngày. Một cán bộ thứ hai xác nhận."),
    )  # fmt: skip

    def shown(self) -> Shown:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Shown(told["way"], told["starts_on"], told["last_on"] or told["starts_on"], told["basis"])


class ReasonForm(forms.Form):
    """Why a row does not stand."""

    reason = forms.ChoiceField(label=_("Lý do"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Mapping[str, Words], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reason", offered.items())


class PlanForm(forms.Form):
    """A draw as it is announced: its plan, and the number that will decide it."""

    number = LineField(
        label=_("Số kế hoạch xác minh"), max_length=40, help_text=_("Ghi như trên văn bản, ví dụ 05-KH/BKS.")
    )
    on = day_field(_("Ngày kế hoạch"))
    units = forms.IntegerField(label=_("Số đơn vị được chọn"), min_value=1, max_value=9999)
    share = forms.IntegerField(
        label=_("Phần trăm số người kê khai được chọn ở mỗi đơn vị"), min_value=1, max_value=100, initial=10
    )
    source = forms.ChoiceField(label=_("Kết quả theo số nào"), choices=list(SOURCES.items()), widget=forms.RadioSelect)
    seed_on = DayField(
        label=_("Số của ngày"), not_after=lambda: clock.today() + AHEAD,
        help_text=_("Sau hôm nay. Ngày ấy không có số thì lấy kỳ kế tiếp."),
    )  # fmt: skip

    def plan(self) -> Plan:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Plan(told["number"], told["on"], told["source"], told["seed_on"], told["units"], told["share"])


class SeedForm(forms.Form):
    """The number as it was published, twice: a slip of the hand would draw others."""

    seed = LineField(label=_("Số đã công bố"), max_length=20, help_text=_("Chỉ chữ số, viết liền, kể cả số 0 ở đầu."))
    again = LineField(label=_("Ghi lại số ấy"), max_length=20)
    published_on = day_field(_("Công bố ngày"))

    def clean(self) -> dict[str, Any]:
        """Both must be the same."""
        told = super().clean() or {}
        if told.get("seed") and told.get("again") and told["seed"] != told["again"]:
            self.add_error("again", _("Hai lần ghi khác nhau."))
        return told
