"""Forms of the book of letters. They read; services decide. No field takes a name."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal import clock
from liemchinh.letters.models import LONGEST_NUMBER
from liemchinh.letters.queries import find_bodies, name_of_body
from liemchinh.letters.services import Cover, Sorted
from liemchinh.letters.words import CANCELLING, KINDS, OUTCOMES, OUTSIDE
from liemchinh.members.forms import day_field
from liemchinh.web.components import Option
from liemchinh.web.forms import DayField, LineField, PickField, PickingForm, offer

AHEAD = timedelta(days=366 * 2)


def picking_body(own: int) -> dict[str, Any]:
    """The look-ups of a PickField over the organisations of the installation but one's own; none is offered before a name is typed."""

    def look_up(query: str) -> list[Option]:
        return [Option(str(number), name, above) for number, name, above in find_bodies(query) if number != own]

    def title_of(number: int) -> Option | None:
        name = name_of_body(number)
        return Option(str(number), name) if name and number != own else None

    return {"look_up": look_up, "title_of": title_of}


def picking_below(place: int) -> dict[str, Any]:
    """The look-ups of a PickField over the organisations below one; none is offered before a name is typed."""

    def look_up(query: str) -> list[Option]:
        return [Option(str(number), name, above) for number, name, above in find_bodies(query, below=place)]

    def title_of(number: int) -> Option | None:
        name = name_of_body(number, below=place)
        return Option(str(number), name) if name else None

    return {"look_up": look_up, "title_of": title_of}


class CoverForm(PickingForm):
    """From which body, or to which: one of the tree, or a kind of body outside it; number and day of the paper."""

    outside = forms.ChoiceField(
        label=_("Hoặc cơ quan ở ngoài cây tổ chức"), choices=[("", _("Không phải cơ quan ở ngoài")), *OUTSIDE.items()], required=False
    )  # fmt: skip
    cover_number = LineField(label=_("Số văn bản chuyển đơn"), max_length=LONGEST_NUMBER)
    cover_dated = day_field(_("Ngày văn bản chuyển đơn"))

    def __init__(self, *args: Any, own: int, label: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"] = PickField(label=label, required=False, **picking_body(own))
        self.order_fields(("on", "body", "outside", "cover_number", "cover_dated", "due_on"))

    def cover(self) -> Cover:
        """The paper, once valid."""
        told = self.cleaned_data
        return Cover(told["body"], told["outside"], told["cover_number"], told["cover_dated"])


class ReceiveForm(forms.Form):
    """The last question of a letter that came by itself: the day."""

    on = day_field(_("Ngày nhận đơn"))

    def cover(self) -> Cover | None:
        """No paper came with it."""
        return None


class ReceivePassedForm(CoverForm):
    """The last questions of a letter that another body passed on."""

    on = day_field(_("Ngày nhận đơn"))


class ArriveForm(forms.Form):
    """A letter passed on inside the tree is received: what kind it is here, signed or not, the day."""

    kind = forms.ChoiceField(label=_("Loại đơn"), choices=list(KINDS.items()), widget=forms.RadioSelect)
    signed = forms.ChoiceField(
        label=_("Người viết"), choices=[("yes", _("Rõ người viết")), ("no", _("Không rõ người viết"))], widget=forms.RadioSelect
    )  # fmt: skip
    organ = forms.ChoiceField(label=_("Sổ đơn thư của"), widget=forms.RadioSelect)
    on = day_field(_("Ngày nhận đơn"))

    def __init__(self, *args: Any, organs: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "organ", organs)
        self.fields["organ"].initial = organs[-1][0] if organs else ""


class SortForm(forms.Form):
    """The day on which it was decided what becomes of a letter."""

    on = day_field(_("Ngày phân loại"))

    def sorted_as(self, outcome: str) -> Sorted:
        """What was filled in, once valid."""
        return Sorted(outcome, self.cleaned_data["on"])


class PassOnForm(CoverForm):
    """To whom it is passed on, and by when an answer is asked for."""

    on = day_field(_("Ngày chuyển đơn"))
    due_on = DayField(
        label=_("Yêu cầu trả lời chậm nhất ngày"), required=False, not_after=lambda: clock.today() + AHEAD,
        help_text=_("Chỉ ghi khi văn bản chuyển đơn có ghi."),
    )  # fmt: skip

    def sorted_as(self, outcome: str) -> Sorted:
        """What was filled in, once valid."""
        return Sorted(outcome, self.cleaned_data["on"], self.cover(), self.cleaned_data["due_on"])


class WrongForm(forms.Form):
    """Why a line, or a sorting, does not stand."""

    reason = forms.ChoiceField(label=_("Lý do"), choices=list(CANCELLING.items()), widget=forms.RadioSelect)


class NarrowForm(forms.Form):
    """Which lines of the book are shown."""

    kind = forms.ChoiceField(label=_("Loại đơn"), choices=[("", _("Mọi loại")), *KINDS.items()], required=False)
    state = forms.ChoiceField(
        label=_("Tình trạng"), choices=[("", _("Mọi tình trạng")), ("waiting", _("Chờ phân loại")), *OUTCOMES.items()], required=False
    )  # fmt: skip
