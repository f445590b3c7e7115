"""Forms of appeals: the person's filing, an appeal received on paper, a step. They read; services decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.appeals.admissibility import appeal_of
from liemchinh.appeals.cases import VERB
from liemchinh.appeals.filing import PaperAppeal
from liemchinh.appeals.ladder import Place
from liemchinh.appeals.models import LONGEST_NUMBER
from liemchinh.appeals.taking import DECIDE, MEET, PASS_ON, WITH_FACTS, Given, issuer_of, others_of
from liemchinh.appeals.words import ASKED, KNOWN
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Case
from liemchinh.casework.settling import OUTCOMES, forms_instead
from liemchinh.casework.statement_forms import WriteForm
from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.casework.steps import NewPaper
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.posting_forms import picking_person
from liemchinh.organisations.queries import search_visible_to, subtree, versions_visible_to
from liemchinh.papers.step_fields import add_paper_fields, choice_of
from liemchinh.web.forms import LineField, Option, PickField, PickingForm, offer

MOST = 100_000


def _picking_organisation(actor: Actor, body: int) -> dict[str, Any]:
    """The look-ups of a PickField over the organisations under a body, by name."""
    today = clock.today()
    below = (
        versions_visible_to(actor, today, VERB)
        .filter(organisation_id__in=subtree([body]))
        .exclude(organisation_id=body)
    )

    def look_up(query: str) -> list[Option]:
        found = search_visible_to(actor, query, today, 30, verb=VERB) if query else below.order_by("sort_key")[:10]
        return [Option(str(one.organisation_id), one.name, "") for one in found]

    def title_of(number: int) -> Option | None:
        name = below.filter(organisation_id=number).values_list("name", flat=True).first()
        return Option(str(number), name, "") if name else None

    return {"look_up": look_up, "title_of": title_of}


class FileForm(WriteForm):
    """The appeal as the person writes it, and to whom it goes."""

    to = forms.TypedChoiceField(label=_("Gửi đến"), coerce=int, widget=forms.RadioSelect)

    field_order = ("to", "text")

    def __init__(self, *args: Any, places: Sequence[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "to", [(place.organisation, place.name) for place in places])
        if len(places) == 1:
            self.fields["to"].initial = places[0].organisation
        if self.keeps:
            self.fields["to"].required = False


class PaperForm(PickingForm):
    """An appeal received on paper: whose, against which decision, days, where it lies. There is no line for its words."""

    number = LineField(label=_("Số quyết định kỷ luật bị khiếu nại"), max_length=LONGEST_NUMBER)
    dated = day_field(_("Ngày của quyết định ấy"))
    sent_on = day_field(_("Ngày gửi"), help_text=_("Ngày nộp, hoặc ngày trên dấu bưu điện."))
    received_on = day_field(_("Ngày nhận"))
    in_number = LineField(label=_("Số trong sổ văn bản đến"), max_length=LONGEST_NUMBER, required=False)
    kept_at = forms.ChoiceField(label=_("Đơn giấy lưu ở"), choices=list(KEPT_AT.items()), widget=forms.RadioSelect)

    field_order = ("person",)

    def __init__(self, *args: Any, actor: Actor, body: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = PickField(label=_("Người khiếu nại"), required=False, **picking_person(actor, body))
        self.fields["organisation"] = PickField(
            label=_("Hoặc tổ chức hiệp hội khiếu nại"), required=False, **_picking_organisation(actor, body)
        )
        self.order_fields(["person", "organisation"])

    def clean(self) -> dict[str, Any]:
        """One of the two appeals."""
        told = super().clean() or self.cleaned_data
        if not self.is_searching and not self.errors and (told["person"] is None) == (told["organisation"] is None):
            self.add_error("person", _("Chọn đúng một người, hoặc một tổ chức."))
        return told

    def paper(self) -> PaperAppeal:
        """The paper, once valid."""
        told = self.cleaned_data
        return PaperAppeal(
            told["person"], told["number"], told["dated"], told["sent_on"], told["received_on"], told["kept_at"],
            told["in_number"], told["organisation"],
        )  # fmt: skip


class LetterForm(forms.Form):
    """The appeal of an organisation: its own letter by number and day, and to whom it goes. There is no line for its words."""

    to = forms.TypedChoiceField(label=_("Gửi đến"), coerce=int, widget=forms.RadioSelect)
    number = LineField(label=_("Số công văn khiếu nại của tổ chức"), max_length=LONGEST_NUMBER)
    dated = day_field(_("Ngày của công văn ấy"))

    def __init__(self, *args: Any, places: Sequence[Place], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "to", [(place.organisation, place.name) for place in places])
        if len(places) == 1:
            self.fields["to"].initial = places[0].organisation

    def paper(self) -> NewPaper:
        """The letter, once valid."""
        return NewPaper("appeal", self.cleaned_data["number"], self.cleaned_data["dated"])


class TakeForm(forms.Form):
    """A step: its day, its paper, and what it says besides."""

    on = day_field(_("Ngày làm"))

    def __init__(self, *args: Any, case: Case, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if code in WITH_FACTS:
            for one, words in ASKED.items():
                self.fields[f"fact_{one}"] = forms.ChoiceField(
                    label=words, choices=list(KNOWN.items()), widget=forms.RadioSelect, initial="unknown"
                )
        if code == PASS_ON:
            self.fields["to"] = forms.TypedChoiceField(
                label=_("Chuyển đến"), coerce=int, choices=others_of(case, clock.today()), widget=forms.RadioSelect
            )
        if code == MEET:
            self._ask_for_the_vote()
        if code == DECIDE:
            self._ask_for_the_ruling(case)
        add_paper_fields(self, case.kind, code, clock.today(), issuer_of(case))

    def _ask_for_the_vote(self) -> None:
        labels = {
            "whole": _("Số ủy viên của cơ quan giải quyết"), "issued": _("Số phiếu phát ra"), "returned": _("Số phiếu thu về"),
            "valid": _("Số phiếu hợp lệ"), "votes_for": _("Số phiếu tán thành kết quả giải quyết"),
        }  # fmt: skip
        for name, label in labels.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=MOST)

    def _ask_for_the_ruling(self, case: Case) -> None:
        choices = forms_instead(appeal_of(case).source, clock.today())
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Kết quả"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
        )
        self.fields["form"] = forms.ChoiceField(
            label=_("Hình thức thay thế"),
            choices=[("", _("không thay đổi hình thức")), *choices],
            required=False,
            help_text=_("Chỉ chọn khi thay đổi hình thức."),
        )

    def given(self) -> Given:
        """What was filled in, once valid."""
        told = self.cleaned_data
        counted = [told[name] for name in ("issued", "returned", "valid", "votes_for") if name in told]
        return Given(
            told["on"], choice_of(told),
            {one: told[f"fact_{one}"] for one in ASKED if f"fact_{one}" in told}, told.get("to"),
            Count(*counted) if counted else None, told.get("whole", 0), told.get("outcome", ""), told.get("form", ""),
        )  # fmt: skip


class GroundForm(forms.Form):
    """Article and document on which an appeal is not resolved where the rules do not say."""

    article = LineField(label=_("Điều, khoản"), max_length=60)
    document = LineField(label=_("Văn bản"), max_length=120)


class RestoredForm(forms.Form):
    """The day on which something was restored."""

    on = day_field(_("Ngày đã làm"))
