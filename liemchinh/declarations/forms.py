"""Forms of declarations. They read; services decide. No field takes anything that a declaration contains."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.handing import Handed
from liemchinh.declarations.positions import Taken
from liemchinh.declarations.publishing import Shown
from liemchinh.declarations.words import GROUPS, KINDS, LIES, WAYS
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.posting_forms import picking_person
from liemchinh.members.reasons import Words
from liemchinh.web.forms import DayField, PickField, PickingForm
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

    def shown(self) -> Shown:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Shown(told["way"], told["starts_on"], told["last_on"] or told["starts_on"])


class ReasonForm(forms.Form):
    """Why a row does not stand."""

    reason = forms.ChoiceField(label=_("Lý do"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Mapping[str, Words], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].choices = list(offered.items())  # type: ignore[attr-defined]
