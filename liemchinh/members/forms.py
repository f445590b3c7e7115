"""Forms about members. They read; services decide."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.members.facts import LENGTHS, LIST_OF, PersonFacts
from liemchinh.members.listing import STANDINGS
from liemchinh.members.reasons import CANCELLATION, CORRECTION, OPENING, REPLACEMENT, Words
from liemchinh.members.services import NewAct
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, search_visible_to, subtree, versions_visible_to
from liemchinh.rulebook.rows import shipped
from liemchinh.web.components import Option
from liemchinh.web.forms import DayField, LineField, PartialDateField, PickField, PickingForm, offer

FIRST_DAY = date(1900, 1, 1)
# Members stand in branches, never in the committees above them.
GENDERS = (("", _("Chưa ghi")), ("nam", _("Nam")), ("nữ", _("Nữ")))


def day_field(label: Any, **options: Any) -> DayField:
    """A day on which something happened: not in the future."""
    return DayField(label=label, not_before=lambda: FIRST_DAY, not_after=clock.today, **options)


def words(name: str, code: str) -> str:
    """The label of a code of one of the charter's lists; what is written where the list does not know it."""
    found = shipped().lists[LIST_OF[name]].get(code) if code else None
    return found.label if found else code


def picking_branch(actor: Actor, near: int | None, verb: str = "members.edit") -> dict[str, Any]:
    """The look-ups of a PickField over today's branches in which the actor holds the verb; those under `near` are offered first."""
    today = clock.today()

    def options(found: Iterable[Version]) -> list[Option]:
        versions = list(found)
        above = names({version.parent_id for version in versions if version.parent_id})
        return [
            Option(str(version.organisation_id), version.name, above.get(version.parent_id or 0, ""))
            for version in versions
        ]

    def look_up(query: str) -> list[Option]:
        if query:
            found = search_visible_to(actor, query, today, 200, verb=verb)
            return options([version for version in found if version.category in BRANCHES][:30])
        offered = versions_visible_to(actor, today, verb).filter(category__in=BRANCHES)
        offered = offered.filter(organisation_id__in=subtree([near])) if near is not None else offered.none()
        return options(offered.order_by("sort_key", "organisation_id")[:30])

    def title_of(number: int) -> Option | None:
        found = versions_visible_to(actor, today, verb).filter(organisation_id=number, category__in=BRANCHES)
        return next(iter(options(found)), None)

    return {"look_up": look_up, "title_of": title_of}


class StandingForm(forms.Form):
    """Narrows a list to one standing."""

    standing = forms.ChoiceField(
        label=_("Tư cách"), required=False, choices=[("", _("Mọi tư cách")), *STANDINGS.items()]
    )

    def chosen(self) -> str:
        """The standing, or "" for none and for one that does not exist."""
        return self.cleaned_data["standing"] if self.is_valid() else ""


class ReasonForm(forms.Form):
    """One reason out of a closed list."""

    reason = forms.ChoiceField(label=_("Lý do"), widget=forms.RadioSelect)
    offered: Mapping[str, Words] = OPENING

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reason", list(self.offered.items()))


class CancelForm(ReasonForm):
    """Why an act does not stand."""

    offered = CANCELLATION


class KnownForm(forms.Form):
    """As known at the end of which day."""

    known = day_field(_("Xem như đã biết vào ngày"), required=False)

    def chosen(self) -> date | None:
        """The day; None for none, and for one that cannot be read."""
        return self.cleaned_data["known"] if self.is_valid() else None


class FactsForm(PickingForm):
    """What is said about a person; nothing that the charter's procedures do not need."""

    full_name = LineField(label=_("Họ và tên"), max_length=LENGTHS["full_name"])
    gender = forms.ChoiceField(label=_("Giới tính"), choices=GENDERS, required=False)
    birth = PartialDateField(label=_("Ngày sinh"), required=False)
    card_no = LineField(label=_("Số thẻ hội viên"), max_length=LENGTHS["card_no"], required=False)
    cv_no = LineField(label=_("Số lý lịch"), max_length=LENGTHS["cv_no"], required=False)
    education = forms.ChoiceField(label=_("Học vấn phổ thông"), required=False)
    profession_level = forms.ChoiceField(label=_("Chuyên môn nghiệp vụ"), required=False)
    theory_level = forms.ChoiceField(label=_("Lý luận chính trị"), required=False)
    occupation = forms.ChoiceField(label=_("Nghề nghiệp"), required=False)
    home_place = LineField(label=_("Quê quán"), max_length=LENGTHS["home_place"], required=False)
    badge = LineField(label=_("Kỷ niệm chương Hiệp hội"), max_length=LENGTHS["badge"], required=False)
    ethnicity = forms.ChoiceField(
        label=_("Dân tộc"), required=False, help_text=_("Chỉ để đếm cho biểu thống kê; không hiện trong danh sách.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        lists = shipped().lists
        for name, wanted in LIST_OF.items():
            choices = [("", _("Chưa ghi")), *((item.code, item.label) for item in lists[wanted].items)]
            known = (self.initial or {}).get(name, "")
            if known and known not in dict(choices):
                choices.append((known, known))
            offer(self, name, choices)

    def facts(self) -> PersonFacts:
        """What was filled in."""
        given = {name: self.cleaned_data.get(name) or "" for name in PersonFacts._fields}
        birth = self.cleaned_data.get("birth")
        return PersonFacts(**given | {"birth": birth.text if birth else ""}).cleaned()


class CorrectForm(FactsForm):
    """The details anew, with the reason."""

    reason = forms.ChoiceField(label=_("Vì sao sửa"), choices=list(CORRECTION.items()), widget=forms.RadioSelect)


class RegisterForm(FactsForm):
    """Somebody new: admitted here, or come from a place whose list is kept elsewhere."""

    how = forms.ChoiceField(
        label=_("Vì sao có trong danh sách"),
        choices=(("admitted", _("Kết nạp tại chi hội")), ("transferred_in", _("Chuyển sinh hoạt từ nơi khác đến"))),
        widget=forms.RadioSelect,
        initial="admitted",
    )
    on = day_field(_("Ngày kết nạp, hoặc ngày chuyển đến"))
    admitted_on = day_field(_("Ngày kết nạp ở nơi cũ"), required=False, help_text=_("Chỉ ghi khi chuyển đến."))
    official_on = day_field(
        _("Ngày công nhận chính thức"), required=False, help_text=_("Bỏ trống nếu còn dự bị, hoặc chưa rõ.")
    )
    field_order = ("full_name", "gender", "birth", "card_no", "organisation", "how", "on", "admitted_on", "official_on")

    def __init__(self, *args: Any, actor: Actor, near: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organisation"] = PickField(label=_("Chi hội"), **picking_branch(actor, near))
        self.order_fields(self.field_order)

    def acts(self) -> Sequence[NewAct]:
        """What the book is told: how they came, and what happened elsewhere before."""
        given = self.cleaned_data
        here, came, official = given["organisation"], given["how"] == "transferred_in", given["official_on"]
        acts = [NewAct(given["how"], given["on"], here)]
        if came and given["admitted_on"]:
            acts.append(NewAct("admitted", given["admitted_on"], None))
        if official:
            acts.append(NewAct("official", official, None if came and official <= given["on"] else here))
        return acts


class ActForm(PickingForm):
    """The day of an act; for one that leads into a branch, which."""

    on = day_field(_("Ngày có hiệu lực"))

    def __init__(self, *args: Any, actor: Actor, asks_place: bool, near: int | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if asks_place:
            self.fields["organisation"] = PickField(label=_("Đến chi hội"), **picking_branch(actor, near))


class ReplaceForm(ActForm):
    """An act's day, and for one that leads into a branch its place, anew."""

    reason = forms.ChoiceField(label=_("Vì sao sửa"), choices=list(REPLACEMENT.items()), widget=forms.RadioSelect)
    field_order = ("on", "organisation", "reason")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(self.field_order)
        if "organisation" in self.fields:
            self.fields["organisation"].label = _("Chi hội")
