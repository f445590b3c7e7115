"""Forms about candidates: one decision on each. They read; services decide."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.admission.facts import KIND, Told
from liemchinh.admission.services import Decision
from liemchinh.admission.words import PLACES
from liemchinh.casework.forms import VoteForm
from liemchinh.casework.kinds import case_kind
from liemchinh.members.facts import LENGTHS, PersonFacts
from liemchinh.members.forms import GENDERS, day_field
from liemchinh.rulebook.rows import shipped
from liemchinh.web.forms import LineField, PartialDateField, PickField, PickingForm, offer

SLOTS = (1, 2, 3)
ABSENT = "absent"


class BranchForm(PickingForm):
    """Which branch the candidate is followed by."""

    def __init__(self, *args: Any, picking: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["branch"] = PickField(label=_("Chi hội"), **picking)


class WhoForm(forms.Form):
    """Who the candidate is, and the day on their written agreement."""

    full_name = LineField(label=_("Họ và tên"), max_length=LENGTHS["full_name"])
    birth = PartialDateField(label=_("Ngày sinh"))
    gender = forms.ChoiceField(label=_("Giới tính"), choices=GENDERS, required=False)
    ethnicity = forms.ChoiceField(
        label=_("Dân tộc"), required=False, help_text=_("Chỉ để đếm cho biểu thống kê; không hiện trong danh sách.")
    )
    agreement_on = day_field(
        _("Ngày ghi trên giấy đồng ý"),
        help_text=_("Giấy có chữ ký của người đó, đồng ý để chi hội ghi những điều ở đây."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        items = shipped().lists["ethnic_groups"].items
        offer(self, "ethnicity", [("", _("Chưa ghi")), *((item.code, item.label) for item in items)])

    def who(self) -> PersonFacts:
        """Who it is, once valid."""
        given = self.cleaned_data
        return PersonFacts(given["full_name"], given["gender"], given["birth"].text, given["ethnicity"]).cleaned()


class EnterForm(WhoForm):
    """A new candidate: who, and which committee above the branch will decide."""

    committee = forms.TypedChoiceField(
        label=_("Ban điều hành có thẩm quyền kết nạp"), coerce=int, widget=forms.RadioSelect
    )
    field_order = ("full_name", "birth", "gender", "agreement_on", "committee", "ethnicity")

    def __init__(self, *args: Any, committees: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "committee", committees)
        if committees:
            self.fields["committee"].initial = committees[0][0]


class CertificateForm(forms.Form):
    """What is written on the certificate."""

    certificate_no = LineField(
        label=_("Số giấy chứng nhận học lớp nhận thức về Hiệp hội"), max_length=30, required=False
    )
    certificate_on = day_field(_("Ngày cấp giấy chứng nhận"), required=False)

    def anew(self, told: Told) -> Told:
        """The candidate with this certificate, once valid."""
        given = self.cleaned_data
        return replace(told, certificate_no=given["certificate_no"], certificate_on=given["certificate_on"])


class FileForm(CertificateForm):
    """The certificate, and of each paper of the file where it lies, or that it is not there yet."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for item in case_kind(KIND).procedure.file:
            choices = [("", _("Chưa có")), *PLACES.items()]
            self.fields[item.code] = forms.ChoiceField(label=item.title, choices=choices, required=False)

    def anew(self, told: Told) -> Told:
        """The candidate with this certificate and the papers that are there, once valid."""
        codes = [item.code for item in case_kind(KIND).procedure.file]
        there = {code: self.cleaned_data[code] for code in codes if self.cleaned_data.get(code)}
        return replace(super().anew(told), file=there)


class PlaceForm(forms.Form):
    """Whether one paper of the file is there, and where it lies."""

    place = forms.ChoiceField(label=_("Giấy này có chưa, ai giữ?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.code = code
        there = [(place, format_lazy(_("Có. {place}"), place=words)) for place, words in PLACES.items()]
        offer(self, "place", [(ABSENT, _("Chưa có")), *there])

    def anew(self, told: Told) -> Told:
        """The candidate with this paper where it lies, or without it, once valid."""
        rest = {code: place for code, place in told.file.items() if code != self.code}
        place = self.cleaned_data["place"]
        return replace(told, file=rest if place == ABSENT else rest | {self.code: place})


class SponsorsForm(forms.Form):
    """Up to three official members of the branch, and since when each has been together with the candidate."""

    def __init__(self, *args: Any, officials: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Không có")), *officials]
        for slot in SLOTS:
            person = forms.TypedChoiceField(label=_("Người giới thiệu"), choices=choices, coerce=int, required=False)
            self.fields[f"person_{slot}"] = person
            self.fields[f"since_{slot}"] = day_field(_("Cùng công tác, học tập hoặc cư trú từ ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        """A member needs a day, and none stands twice."""
        given, seen = super().clean() or {}, set()
        for slot in SLOTS:
            person = given.get(f"person_{slot}")
            if person and not given.get(f"since_{slot}") and f"since_{slot}" not in self.errors:
                self.add_error(f"since_{slot}", _("Hãy ghi từ ngày nào."))
            if person and person in seen:
                self.add_error(f"person_{slot}", _("Người này đã chọn ở trên."))
            seen.add(person)
        return given

    def sponsors(self) -> dict[int, date]:
        """Who introduces the candidate, once valid."""
        given = self.cleaned_data
        return {given[f"person_{slot}"]: given[f"since_{slot}"] for slot in SLOTS if given[f"person_{slot}"]}


class DayForm(forms.Form):
    """A step that has only a day."""

    on = day_field(_("Ngày làm"))


class CeremonyForm(DayForm):
    """The day of the ceremony; whoever resembles somebody in the register is compared first."""

    compared = forms.BooleanField(label=_("Đã đối chiếu, là người khác"), required=False)


class PaperForm(forms.Form):
    """A decision: the day on it and its number."""

    on = day_field(_("Ngày ghi trên văn bản"))
    number = LineField(label=_("Số, ký hiệu văn bản"), max_length=60)

    def decision(self) -> Decision:
        """The decision, once valid."""
        return Decision(self.cleaned_data["on"], self.cleaned_data["number"])


class RecognitionForm(PaperForm):
    """The decision of recognition, and from which day it makes the member official."""

    official_from = day_field(_("Là hội viên chính thức từ ngày"), help_text=_("Như ghi trong quyết định."))


class BallotForm(VoteForm):
    """The numbers of the minutes, the day of the meeting and the number of the resolution."""

    on = day_field(_("Ngày họp"))
    number = LineField(label=_("Số nghị quyết của chi hội"), max_length=60)

    def decision(self) -> Decision:
        """The resolution, once valid."""
        return Decision(self.cleaned_data["on"], self.cleaned_data["number"])


class GroundForm(forms.Form):
    """What a decision stands on where the rules are unknown."""

    article = LineField(label=_("Điều, khoản"), max_length=60)
    document = LineField(label=_("Văn bản"), max_length=120)


def initial_who(told: Told) -> dict[str, Any]:
    """What stands in the form of a known candidate."""
    birth = PartialDateField.read(told.who.birth) if told.who.birth else None
    return {
        "full_name": told.who.full_name, "birth": birth, "gender": told.who.gender, "ethnicity": told.who.ethnicity,
        "agreement_on": told.agreement_on,
    }  # fmt: skip


def initial_sponsors(told: Told) -> dict[str, Any]:
    """What stands in the form of known sponsors."""
    found: dict[str, Any] = {}
    for slot, (person, since) in zip(SLOTS, sorted(told.sponsors.items()), strict=False):
        found |= {f"person_{slot}": person, f"since_{slot}": since}
    return found
