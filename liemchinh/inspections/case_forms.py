"""Forms of inspections: how one begins, its steps, its team, what has to be done afterwards. They read; services decide."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.content import ContentForm
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.casework.steps import Who
from liemchinh.inspections.cases import kind_of
from liemchinh.inspections.follow_ups import Duty
from liemchinh.inspections.forms import picking_below, searched_for
from liemchinh.inspections.matter import SUBJECT, Subject, issuer_of
from liemchinh.inspections.models import LONGEST_ISSUER, LONGEST_NUMBER
from liemchinh.inspections.opening import Signs, Source, Start
from liemchinh.inspections.taking import CHANGES, CONCLUDE, EXCHANGE, REPORT, Given, Outcome
from liemchinh.inspections.words import DISCIPLINE, DUTIES, RESULTS, SIGNS, SOURCES
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.posting_forms import picking_person
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.organs import organ_name, organs_of
from liemchinh.papers.step_fields import add_paper_fields, choice_of
from liemchinh.web.forms import DayField, LineField, PickField, PickingForm, offer

AHEAD = timedelta(days=366 * 2)
# The button that keeps whom was chosen; its name ends as that of a search does. And under which name those kept are sent.
MORE, CHOSEN, MOST = "more-find", "chosen", 30


def _last_day(label: Any, **options: Any) -> DayField:
    return DayField(label=label, required=False, not_after=lambda: clock.today() + AHEAD, **options)


def who_of(value: str) -> Who:
    """A subject as a form names it: "o12" an organisation, "p7" a person."""
    number = int(value[1:])
    return Who(SUBJECT, number) if value[0] == "o" else Who(SUBJECT, None, number)


class StartForm(forms.Form):
    """The first step of a planned case: who of the line, the day, the decision, and until when."""

    subjects = forms.MultipleChoiceField(label=_("Đối tượng"), widget=forms.CheckboxSelectMultiple)
    on = day_field(_("Ngày quyết định"))
    until = _last_day(
        _("Phải kết luận chậm nhất ngày"), help_text=_("Theo kế hoạch của cơ quan; bỏ trống nếu kế hoạch không ghi.")
    )

    def __init__(self, *args: Any, subjects: Sequence[Subject], kind: str, issuer: Issuer, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "subjects", [(one.value, one.name) for one in subjects])
        self.fields["subjects"].initial = [one.value for one in subjects] if len(subjects) == 1 else []
        today = clock.today()
        first = case_kind(kind).procedure.first(today)[0]
        if not first.papers:
            self.fields["on"].label = _("Ngày giao")
        add_paper_fields(self, kind, first.code, today, issuer)

    def who(self) -> list[Who]:
        """Who was ticked, once valid."""
        return [who_of(value) for value in self.cleaned_data["subjects"]]

    def start(self) -> Start:
        """The first step, once valid."""
        told = self.cleaned_data
        return Start(told["on"], choice_of(told), told["until"])


def with_chosen(data: QueryDict) -> QueryDict:
    """What was sent, with the one just chosen among those kept, so that another can be searched for."""
    told = data.copy()
    for name, letter in (("organisation", "o"), ("person", "p")):
        if _is_number(number := told.get(name, "")):
            told.appendlist(CHOSEN, f"{letter}{number}")
        for key in (name, f"{name}-query"):
            told.pop(key, None)
    return told


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


class SignsForm(PickingForm, ContentForm):
    """An inspection on signs: the document that shows them, whom it is about, content and period.

    Several may be chosen one after another: "Chọn thêm" keeps whom was chosen and comes back, as a search does.
    """

    organ = forms.ChoiceField(label=_("Cơ quan tiến hành"), widget=forms.RadioSelect)
    source = forms.ChoiceField(
        label=_("Loại văn bản nêu dấu hiệu"), choices=list(SOURCES.items()), widget=forms.RadioSelect
    )
    source_number = LineField(label=_("Số văn bản"), max_length=LONGEST_NUMBER)
    source_dated = day_field(_("Ngày văn bản"))
    source_issuer = LineField(label=_("Nơi ban hành"), max_length=LONGEST_ISSUER)
    on = day_field(_("Ngày đề xuất"))
    first = DayField(label=_("Mốc thời gian được xem xét: từ ngày"))
    last = DayField(label=_("Đến hết ngày"))
    until = _last_day(
        _("Phải kết luận chậm nhất ngày"), help_text=_("Theo kế hoạch của cơ quan; bỏ trống nếu kế hoạch không ghi.")
    )

    def __init__(self, data: QueryDict | None = None, *args: Any, actor: Actor, place: Version, **options: Any) -> None:
        super().__init__(with_chosen(data) if data and MORE in data else data, *args, **options)
        organs = organs_of(place.category)
        offer(self, "organ", [(one, organ_name(one, place.category, place.name)) for one in organs])
        self.fields["organ"].initial = organs[-1]
        self.fields["person"] = PickField(
            label=_("Hội viên"), required=False, **searched_for(picking_person(actor, place.organisation_id))
        )
        kind = kind_of(SIGNS, place.category)
        first, issuer = case_kind(kind).procedure.first(clock.today())[0], Issuer(place.organisation_id, organs[-1])
        add_paper_fields(self, kind, first.code, clock.today(), issuer)
        if place.category not in BRANCHES:
            self.fields["organisation"] = PickField(
                label=_("Tổ chức hiệp hội"), required=False, **searched_for(picking_below(place))
            )

        self._offer_chosen()

    def _offer_chosen(self) -> None:
        """Those kept by "Chọn thêm", by the names that the actor may see; nothing else that a browser sends is shown or taken."""
        kept = list(dict.fromkeys(self.data.getlist(CHOSEN)))[:MOST] if self.data else []
        choices = []
        for value in kept:
            field = self.fields.get({"o": "organisation", "p": "person"}.get(value[:1], ""))
            told = field.title_of(int(value[1:])) if isinstance(field, PickField) and _is_number(value[1:]) else None
            choices += [(value, told.title)] if told else []
        if choices:
            self.fields[CHOSEN] = forms.MultipleChoiceField(
                label=_("Đối tượng đã chọn"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )

    def signs(self) -> Signs:
        """What was filled in, once valid."""
        told = self.cleaned_data
        source = Source(told["source"], told["source_number"], told["source_dated"], told["source_issuer"])
        about = [who_of(value) for value in told.get(CHOSEN, ())]
        organisations = [*(one.organisation for one in about), told.get("organisation")]
        people = [*(one.person for one in about), told.get("person")]
        return Signs(
            told["organ"], source, self.content(), told["first"], told["last"],
            tuple(dict.fromkeys(filter(None, organisations))), tuple(dict.fromkeys(filter(None, people))),
        )  # fmt: skip

    def start(self) -> Start:
        """The day of the proposal and the plan's last day, once valid."""
        return Start(self.cleaned_data["on"], choice_of(self.cleaned_data), self.cleaned_data["until"])


class TakeForm(forms.Form):
    """One step: its day, its paper where the procedure asks for one, and what it says besides."""

    on = day_field(_("Ngày làm"))

    def __init__(self, *args: Any, case: Case, code: str, subjects: Sequence[Subject], **options: Any) -> None:
        super().__init__(*args, **options)
        self.code, self.about = code, subjects
        if code == REPORT:
            self.fields["kept_at"] = forms.ChoiceField(
                label=_("Báo cáo giấy lưu ở"), choices=list(KEPT_AT.items()), widget=forms.RadioSelect
            )
        if code == EXCHANGE:
            self.fields["answered"] = forms.ChoiceField(
                label=_("Ý kiến của đối tượng về dự thảo"), widget=forms.RadioSelect,
                choices=[("yes", _("Đã nhận")), ("no", _("Đối tượng không nêu ý kiến"))],
            )  # fmt: skip
        if code in CHANGES:
            self.fields["until"] = _last_day(_("Phải kết luận chậm nhất ngày"))
        if code == CONCLUDE:
            self._ask_results()
        add_paper_fields(self, case.kind, code, clock.today(), issuer_of(case))
        self.fields["history"] = forms.BooleanField(
            label=_("Đã làm như vậy trên giấy: ghi lại, kèm mọi điều không đúng quy định"), required=False
        )

    def _ask_results(self) -> None:
        for one in self.about:
            told = {"name": one.name}
            self.fields[f"result-{one.value}"] = forms.ChoiceField(
                label=_("Kết luận về %(name)s") % told, choices=list(RESULTS.items()), widget=forms.RadioSelect
            )
            self.fields[f"discipline-{one.value}"] = forms.ChoiceField(
                label=_("Thi hành kỷ luật: %(name)s") % told, choices=list(DISCIPLINE.items()), initial="no",
                help_text=_("Chỉ chọn khác khi kết luận là có vi phạm. Phần mềm không đề xuất hình thức nào."),
            )  # fmt: skip

    def given(self) -> Given:
        """What was filled in, once valid."""
        told = self.cleaned_data
        outcomes = [
            Outcome(one.who, told[f"result-{one.value}"], told[f"discipline-{one.value}"])
            for one in self.about
            if self.code == CONCLUDE
        ]
        return Given(
            told["on"], choice_of(told), told.get("kept_at", ""), told.get("answered") == "yes", told.get("until"), outcomes,
            told["history"],
        )  # fmt: skip


class GroundForm(forms.Form):
    """Article and document that two officers stand behind."""

    article = LineField(label=_("Điều, khoản"), max_length=60)
    document = LineField(label=_("Văn bản"), max_length=120)


class JoinForm(PickingForm):
    """Somebody of the register joins the team."""

    leads = forms.BooleanField(label=_("Là tổ trưởng"), required=False)

    def __init__(self, *args: Any, actor: Actor, organisation: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"] = PickField(label=_("Người trong tổ"), **picking_person(actor, organisation))
        self.order_fields(("person", "leads"))


class AnswerForm(forms.Form):
    """The answer to a challenge; upheld, the team member leaves."""

    upheld = forms.ChoiceField(
        label=_("Trả lời"), widget=forms.RadioSelect,
        choices=[("yes", _("Thay người này")), ("no", _("Không thay"))],
    )  # fmt: skip
    on = day_field(_("Ngày trả lời"))


class DutyForm(forms.Form):
    """What a subject has to do, by when."""

    who = forms.ChoiceField(label=_("Ai phải làm"), widget=forms.RadioSelect)
    what = forms.ChoiceField(label=_("Việc phải làm"), choices=list(DUTIES.items()), widget=forms.RadioSelect)
    due_on = DayField(label=_("Chậm nhất ngày"), not_after=lambda: clock.today() + AHEAD)

    def __init__(self, *args: Any, subjects: Sequence[Subject], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "who", [(one.value, one.name) for one in subjects])

    def duty(self) -> Duty:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Duty(who_of(told["who"]), told["what"], told["due_on"])


class DoneForm(forms.Form):
    """The day on which it was done."""

    on = day_field(_("Ngày đã làm xong"))
