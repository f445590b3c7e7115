"""What the pages about transfers ask. They read; services decide."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.casework.forms import StepForm
from liemchinh.journal import clock
from liemchinh.members.facts import LENGTHS, PersonFacts
from liemchinh.members.forms import day_field
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing
from liemchinh.transfers.queries import Sendable
from liemchinh.transfers.sending import LONGEST_NUMBER, LONGEST_OUTSIDE, Arrival, Letter
from liemchinh.web.components import Option
from liemchinh.web.forms import DayField, LineField, PartialDateField, PickField, PickingForm, offer
from liemchinh.web.text import fold

LEAST_LETTERS, MOST_FOUND = 3, 30


def _options(versions: Iterable[Version]) -> list[Option]:
    found = list(versions)
    above = names({version.parent_id for version in found if version.parent_id})
    return [
        Option(str(version.organisation_id), version.name, above.get(version.parent_id or 0, "")) for version in found
    ]


def look_up_branch(query: str) -> list[Option]:
    """Branches of the whole list whose name holds every word: a letter goes where it must, whoever keeps that place."""
    words = fold(query).split()
    if len("".join(words)) < LEAST_LETTERS:
        return []
    found = standing(clock.today()).filter(category__in=BRANCHES)
    for word in words:
        found = found.filter(search_key__contains=word)
    return _options(found.order_by("sort_key", "organisation_id")[:MOST_FOUND])


def _title_of(number: int) -> Option | None:
    found = standing(clock.today()).filter(organisation_id=number, category__in=BRANCHES)
    return next(iter(_options(found)), None)


class LetterForm(PickingForm):
    """The letter of introduction as written."""

    number = LineField(label=_("Số giấy giới thiệu"), max_length=LONGEST_NUMBER)
    on = day_field(_("Ngày ghi trên giấy"))

    def letter(self) -> Letter:
        """The letter, once valid."""
        return Letter(self.cleaned_data["number"], self.cleaned_data["on"], self.cleaned_data.get("until"))


class SendForm(LetterForm):
    """Who goes, where to, under which letter, for good or for a time."""

    people = forms.TypedMultipleChoiceField(label=_("Ai chuyển đi"), coerce=int, widget=forms.CheckboxSelectMultiple)
    receiver = PickField(
        label=_("Đến chi hội"),
        look_up=look_up_branch,
        title_of=_title_of,
        required=False,
        help_text=_("Gõ ít nhất ba chữ trong tên chi hội rồi bấm Tìm."),
    )
    outside = LineField(
        label=_("Hoặc nơi ngoài danh sách này"),
        max_length=LONGEST_OUTSIDE,
        required=False,
        help_text=_("Chỉ ghi khi nơi đến không tìm thấy ở trên: tên tổ chức như trên giấy."),
    )
    until = DayField(
        label=_("Sinh hoạt tạm thời đến hết ngày"),
        required=False,
        help_text=_("Bỏ trống nếu chuyển chính thức."),
    )
    field_order = ("people", "receiver", "outside", "number", "on", "until")

    def __init__(self, *args: Any, offered: Sequence[Sendable], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "people",
            [
                (one.person, f"{one.name}, {one.detail}" if one.detail else one.name)
                for one in offered
                if not one.on_the_way
            ],
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """One place to go to, not two and not none."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("receiver")) == bool(given.get("outside")) and "receiver" not in self.errors:
            self.add_error("receiver", _("Hãy chọn một chi hội, hoặc ghi một nơi ngoài danh sách; không ghi cả hai."))
        return given


class ArriveForm(LetterForm):
    """Who comes from a place outside, as their papers say."""

    full_name = LineField(label=_("Họ và tên"), max_length=LENGTHS["full_name"])
    gender = forms.ChoiceField(label=_("Giới tính"), choices=(("nam", _("Nam")), ("nữ", _("Nữ"))))
    birth = PartialDateField(label=_("Ngày sinh"))
    card_no = LineField(label=_("Số thẻ hội viên"), max_length=LENGTHS["card_no"], required=False)
    admitted_on = day_field(_("Ngày vào Hiệp hội"))
    official_on = day_field(_("Ngày công nhận chính thức"), required=False, help_text=_("Bỏ trống nếu còn dự bị."))
    outside = LineField(
        label=_("Từ nơi nào đến"), max_length=LONGEST_OUTSIDE, help_text=_("Tên tổ chức như trên giấy giới thiệu.")
    )
    field_order = (
        "full_name", "gender", "birth", "card_no", "admitted_on", "official_on", "outside", "number", "on",
    )  # fmt: skip

    def facts(self) -> PersonFacts:
        """What was filled in about the person."""
        given = self.cleaned_data
        return PersonFacts(
            given["full_name"], given["gender"], given["birth"].text if given["birth"] else "", card_no=given["card_no"]
        ).cleaned()

    def arrival(self, known: int | None) -> Arrival:
        """Somebody known comes again, or somebody new."""
        if known is not None:
            return Arrival(known)
        return Arrival(None, self.facts(), self.cleaned_data["admitted_on"], self.cleaned_data["official_on"])


class AnswerForm(StepForm):
    """A day and what was done on it."""

    on = day_field(_("Ngày làm"))
    step = forms.CharField(max_length=20, widget=forms.HiddenInput)


class ReceiveForm(forms.Form):
    """Who was taken in, on which day."""

    cases = forms.TypedMultipleChoiceField(coerce=int)
    on = day_field(_("Ngày nhận"))

    def __init__(self, *args: Any, offered: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "cases", [(number, "") for number in offered])


class PeriodForm(forms.Form):
    """From which day to which the book of transfers is printed."""

    first = day_field(_("Từ ngày"))
    last = day_field(_("Đến ngày"))

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("first") and given.get("last") and given["first"] > given["last"]:
            self.add_error("last", _("Ngày cuối phải từ ngày đầu trở đi."))
        return given


def year_of(today: date) -> dict[str, date]:
    """This year so far."""
    return {"first": date(today.year, 1, 1), "last": today}
