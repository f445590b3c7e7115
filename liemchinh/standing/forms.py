"""Forms of a change of standing: one decision on each. They read; services decide. No reason and no free text."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.forms import VoteForm
from liemchinh.casework.places import committees_above
from liemchinh.journal import clock
from liemchinh.members.forms import day_field, picking_branch
from liemchinh.standing.cases import KEEP
from liemchinh.standing.checks import bodies_of_appeal
from liemchinh.standing.matter import Given
from liemchinh.standing.readmitting import told_on_paper
from liemchinh.standing.words import ANSWERS, CARD, grounds_on
from liemchinh.web.forms import DayField, LineField, PickField, PickingForm

# What each step asks, in this order; a day alone where it is not named.
_DECISION = ("number", "dated", "on")
ASKED: Mapping[str, tuple[str, ...]] = {
    "exemption_decided": _DECISION,
    "exemption_declined": ("number", "on"),
    "exemption_ended": _DECISION,
    "suspended": ("body", *_DECISION),
    "suspended_by_law": ("body", *_DECISION),
    "suspension_extended": (*_DECISION, "until"),
    "suspension_ended": ("body", *_DECISION),
    "suspension_lifted": _DECISION,
    "law_limit_over": _DECISION,
    "leave_asked": ("on", "body"),
    "leave_considered": ("number", "on"),
    "leave_decided": ("number", "on"),
    "leave_declined": ("number", "on"),
    "strike_off_stated": ("ground", "body", "on"),
    "strike_off_told": _DECISION,
    "strike_off_decided": ("number", "on"),
    "strike_off_declined": ("number", "on"),
    "delivered": ("on", "card"),
    "appealed": ("on", "body"),
    "appeal_answered": ("outcome", "number", "on"),
    "appealed_again": ("on", "body"),
    "expelled": ("body", *_DECISION),
    "restored": ("body", *_DECISION),
    "readmission_asked": ("on", "place", "body"),
    "readmission_considered": ("number", "on"),
    "readmission_consented": ("number", "on"),
    "readmission_decided": ("reviewed", "number", "on"),
    "readmission_declined": ("number", "on"),
}
DAYS: Mapping[str, Any] = {
    "exemption_asked": _("Ngày ghi trên đơn"),
    "exemption_decided": _("Được miễn từ ngày"),
    "exemption_declined": _("Ngày họp"),
    "exemption_ended": _("Thôi miễn từ ngày"),
    "withdrawn": _("Ngày rút đơn"),
    "suspended": _("Đình chỉ từ ngày"),
    "suspended_by_law": _("Đình chỉ từ ngày"),
    "suspension_extended": _("Gia hạn từ ngày"),
    "suspension_lapsed": _("Trở lại sinh hoạt từ ngày"),
    "extension_lapsed": _("Trở lại sinh hoạt từ ngày"),
    "suspension_ended": _("Trở lại sinh hoạt từ ngày"),
    "suspension_lifted": _("Trở lại sinh hoạt từ ngày"),
    "law_limit_over": _("Trở lại sinh hoạt từ ngày"),
    "leave_asked": _("Ngày ghi trên đơn"),
    "leave_considered": _("Ngày họp"),
    "strike_off_stated": _("Ngày ban chi hội nêu"),
    "strike_off_told": _("Ngày đưa văn bản cho hội viên"),
    "strike_off_voted": _("Ngày họp"),
    "strike_off_dropped": _("Ngày"),
    "delivered": _("Ngày người đó nhận quyết định"),
    "appealed": _("Ngày nhận đơn"),
    "appealed_again": _("Ngày nhận đơn"),
    "expelled": _("Có hiệu lực từ ngày"),
    "restored": _("Phục hồi từ ngày"),
    "readmission_asked": _("Ngày ghi trên đơn"),
    "readmission_considered": _("Ngày họp"),
    "readmitted": _("Ngày làm lễ"),
}


class MatterForm(PickingForm):
    """What one step asks: its day, its paper, and what that step alone needs."""

    on = day_field(_("Ngày ghi trên văn bản"))

    def __init__(
        self, *args: Any, code: str, actor: Actor, branch: int, committee: int | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        wanted = ASKED.get(code, ("on",))
        made = _fields(actor, branch, committee)
        for name in wanted:
            if name != "on":
                self.fields[name] = made[name]
        self.fields["on"].label = DAYS.get(code, self.fields["on"].label)
        if "reviewed" in wanted and not told_on_paper(clock.today())[0]:
            del self.fields["reviewed"]
        self.order_fields(wanted)

    def given(self) -> Given:
        """What was filled in, once valid."""
        told = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        return Given(**told)


class BallotForm(VoteForm):
    """The numbers of the branch's vote, and its resolution."""

    on = day_field(_("Ngày họp"))
    number = LineField(label=_("Số nghị quyết của chi hội"), max_length=60)

    def given(self) -> Given:
        """What was filled in, once valid."""
        return Given(self.cleaned_data["on"], self.cleaned_data["number"], count=self.count())


class DeathForm(forms.Form):
    """The day of a death; nothing else is asked."""

    on = day_field(_("Ngày từ trần"))


class GroundForm(forms.Form):
    """Article and document that two officers stand behind."""

    article = LineField(label=_("Điều, khoản"), max_length=60)
    document = LineField(label=_("Văn bản"), max_length=120)


def _fields(actor: Actor, branch: int, committee: int | None) -> dict[str, forms.Field]:
    bodies: Sequence[tuple[int, str]] = (
        list(bodies_of_appeal(committee).items()) if committee else committees_above(branch)
    )
    grounds = [("", _("Chọn một căn cứ")), *grounds_on(clock.today()).items()]
    rest = "; ".join(told_on_paper(clock.today())[0])
    return {
        "number": LineField(label=_("Số, ký hiệu văn bản"), max_length=60),
        "dated": DayField(label=_("Ngày ghi trên văn bản"), not_after=clock.today),
        "until": DayField(label=_("Gia hạn đến hết ngày")),
        "body": forms.TypedChoiceField(
            label=_("Nơi nhận đơn") if committee else _("Ban điều hành quyết định"), choices=bodies, coerce=int
        ),
        "place": PickField(label=_("Chi hội kết nạp lại"), **picking_branch(actor, branch, KEEP)),
        "ground": forms.ChoiceField(
            label=_("Căn cứ"),
            choices=grounds,
            help_text=_("Chỉ những căn cứ quy định có nêu. Sổ được đối chiếu khi ghi."),
        ),
        "card": forms.ChoiceField(label=_("Thẻ hội viên"), widget=forms.RadioSelect, choices=list(CARD.items())),
        "outcome": forms.ChoiceField(label=_("Kết quả"), widget=forms.RadioSelect, choices=list(ANSWERS.items())),
        "reviewed": forms.BooleanField(
            label=_("Ban điều hành đã xét trên giấy: không thuộc trường hợp nào sau đây"),
            help_text=rest,
            required=False,
        ),
    }
