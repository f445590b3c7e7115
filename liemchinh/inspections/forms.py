"""Forms about programmes. They read; services decide."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.content import ContentForm, initial_content
from liemchinh.inspections.history import Conclusion
from liemchinh.inspections.models import LONGEST_NUMBER
from liemchinh.inspections.planning import PlannedItem
from liemchinh.inspections.words import SORTS, sorts_of
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.posting_forms import picking_person
from liemchinh.members.queries import active
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing, subtree
from liemchinh.papers.organs import COMMITTEE, organ_name, organs_of
from liemchinh.web.components import Option
from liemchinh.web.forms import DayField, LineField, PickField, PickingForm, offer
from liemchinh.web.text import fold

FEW = 200
MONTHS = [(str(month), _("Tháng %(month)s") % {"month": month}) for month in range(1, 13)]


class BeginForm(forms.Form):
    """Of which organ and year."""

    organ = forms.ChoiceField(label=_("Cơ quan lập chương trình"), widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label=_("Năm"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, place: Version, **options: Any) -> None:
        super().__init__(*args, **options)
        organs = organs_of(place.category)
        offer(self, "organ", [(one, organ_name(one, place.category, place.name)) for one in organs])
        self.fields["organ"].initial = organs[-1]
        if len(organs) == 1:
            del self.fields["organ"]
        this = clock.today().year
        offer(self, "year", [(str(year), str(year)) for year in (this - 1, this, this + 1)])
        self.fields["year"].initial = str(this + 1 if clock.today().month > 9 else this)

    @property
    def chosen_organ(self) -> str:
        """The organ, once valid: of a branch there is but one."""
        return str(self.cleaned_data.get("organ", COMMITTEE))


class ItemForm(ContentForm):
    """One line: what is done, when, over which period, on what content, and to whom. Nobody is ticked beforehand."""

    sort = forms.ChoiceField(label=_("Hình thức"), widget=forms.RadioSelect)
    month = forms.TypedChoiceField(label=_("Tháng làm"), coerce=int)
    first = DayField(label=_("Mốc thời gian được xem xét: từ ngày"))
    last = DayField(label=_("Đến hết ngày"))
    organisations = forms.TypedMultipleChoiceField(
        label=_("Tổ chức hiệp hội"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.TypedMultipleChoiceField(
        label=_("Hội viên"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, place: Version, item: PlannedItem | None = None, **options: Any) -> None:
        chosen = _initial(item) if item else {}
        super().__init__(*args, initial=chosen | options.pop("initial", {}), **options)
        self.number = item.number if item else 0
        offer(self, "sort", list(sorts_of(place.category).items()))
        offer(self, "month", MONTHS)
        _offer(self.fields, "organisations", _organisations(place, item))
        _offer(self.fields, "people", _people(place, item))

    @property
    def subjects(self) -> Iterator[Any]:
        """The fields out of which subjects are chosen."""
        return (self[name] for name in ("organisations", "people") if name in self.fields)

    def item(self) -> PlannedItem:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return PlannedItem(
            self.number, told["sort"], told["month"], told["first"], told["last"], self.content(),
            tuple(told.get("organisations", ())), tuple(told.get("people", ())),
        )  # fmt: skip


def _initial(item: PlannedItem) -> dict[str, Any]:
    return {**item.plain(), **initial_content(item.content), "first": item.first, "last": item.last}


def _offer(fields: dict[str, Any], name: str, choices: Sequence[tuple[str, str]]) -> None:
    if choices:
        fields[name].choices = choices
    else:
        del fields[name]


def _organisations(place: Version, item: PlannedItem | None) -> list[tuple[str, str]]:
    """Those directly below, and whoever of further below was added to the line."""
    if place.category in BRANCHES:
        return []
    below = standing(clock.today()).filter(parent_id=place.organisation_id).exclude(category="unassigned")
    found = dict(below.order_by("sort_key").values_list("organisation_id", "name")[:FEW])
    return _choices({**found, **names(item.organisations if item else ())})


def _people(place: Version, item: PlannedItem | None) -> list[tuple[str, str]]:
    """The members of a branch by given name; of a committee those that were added to the line."""
    people = list(item.people) if item else []
    if place.category in BRANCHES:
        people += (
            active(clock.today()).filter(organisation_id=place.organisation_id).values_list("person_id", flat=True)
        )
    found = people_names(people)
    return _choices(dict(sorted(found.items(), key=lambda one: fold(one[1].rpartition(" ")[2] + " " + one[1]))))


def _choices(found: Mapping[int, str]) -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in found.items()]


def searched_for(picking: dict[str, Any]) -> dict[str, Any]:
    """The same look-ups with nobody offered before a name was typed: the product draws up no list of whom to inspect (guards 9)."""
    look_up = picking["look_up"]
    return picking | {"look_up": lambda query: look_up(query) if query else []}


class AddForm(PickingForm):
    """An organisation further below, or a member, for a line: searched for and chosen by a person."""

    def __init__(self, *args: Any, actor: Actor, place: Version, organisations: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if organisations:
            self.fields["organisation"] = PickField(label=_("Tổ chức hiệp hội"), **picking_below(place))
        else:
            self.fields["person"] = PickField(
                label=_("Hội viên"), **searched_for(picking_person(actor, place.organisation_id))
            )


def picking_below(place: Version) -> dict[str, Any]:
    """The look-ups of a PickField over the organisations that stand under one today."""
    own = place.organisation_id
    below = (
        standing(clock.today())
        .filter(organisation_id__in=subtree([own]))
        .exclude(organisation_id=own)
        .exclude(category="unassigned")
    )

    def options(found: Any) -> list[Option]:
        versions = list(found.order_by("sort_key", "organisation_id")[:30])
        above = names({version.parent_id for version in versions if version.parent_id})
        return [
            Option(str(version.organisation_id), version.name, above.get(version.parent_id or 0, ""))
            for version in versions
        ]

    def look_up(query: str) -> list[Option]:
        found = below
        for word in fold(query).split():
            found = found.filter(search_key__contains=word)
        return options(found)

    def title_of(number: int) -> Option | None:
        return next(iter(options(below.filter(organisation_id=number))), None)

    return {"look_up": look_up, "title_of": title_of}


class AdoptForm(forms.Form):
    """Number and day of the decision by which the programme is adopted or changed."""

    decision = LineField(label=_("Số văn bản"), max_length=LONGEST_NUMBER, help_text=_("Ví dụ: 12-CTr/BKS."))
    on = day_field(_("Ngày thông qua"))


class ExaminedForm(forms.Form):
    """A conclusion of the years before: whose, of which sort, number and day."""

    by = forms.ChoiceField(label=_("Cơ quan đã kiểm tra"), widget=forms.RadioSelect)
    sort = forms.ChoiceField(label=_("Hình thức"), choices=list(SORTS.items()), widget=forms.RadioSelect)
    number = LineField(label=_("Số thông báo kết luận"), max_length=LONGEST_NUMBER)
    on = day_field(_("Ngày kết luận"))

    def __init__(self, *args: Any, places: Sequence[Version], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "by",
            [
                (f"{place.organisation_id}-{organ}", organ_name(organ, place.category, place.name))
                for place in places
                for organ in organs_of(place.category)
            ],
        )

    def conclusion(self) -> Conclusion:
        """What was filled in, once valid."""
        told = self.cleaned_data
        number, _sign, organ = told["by"].partition("-")
        return Conclusion(int(number), organ, told["sort"], told["number"], told["on"])
