"""The form of a step: what each step says besides its day and paper. It reads; services decide. Nothing is chosen beforehand."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.discipline import asking
from liemchinh.discipline.ballots import LARGEST, NewBallot
from liemchinh.discipline.bodies import bodies_between, posts_held
from liemchinh.discipline.cases import KIND
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import MEETINGS, Given, issuer_of
from liemchinh.discipline.queries import bodies_above
from liemchinh.discipline.words import CAUSES, FORMS, HEARD, NOTICED
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.offices import label_of
from liemchinh.organisations.queries import names
from liemchinh.papers.step_fields import add_paper_fields, choice_of
from liemchinh.web.forms import DayField

AHEAD = timedelta(days=366 * 3)


class TakeForm(forms.Form):
    """One step: its day, its paper, and what it says besides. Nothing is chosen beforehand."""

    on = day_field(_("Ngày làm"))

    def __init__(self, *args: Any, case: Folder, code: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.case, self.code = case, code
        if code in MEETINGS:
            self._ask_ballot()
        asks = {
            "heard": self._ask_hearing, "deferred": self._ask_deferral, "proposed": self._ask_target,
            "put_above": self._ask_target, "examined": self._ask_reviewer, "decided": self._ask_form,
            "not_sanctioned": self._ask_cause, "refused": self._ask_warning, "cross_noticed": self._ask_noticed,
        }  # fmt: skip
        if code in asks:
            asks[code]()
        self.fields["history"] = forms.BooleanField(
            label=_("Đã làm như vậy trên giấy: ghi lại, kèm mọi điều không đúng quy định"), required=False
        )
        add_paper_fields(self, KIND, code, clock.today(), issuer_of(case))

    def given(self) -> Given:
        """What was filled in, once valid."""
        told = self.cleaned_data
        to, _colon, organ = told.get("to", "").partition(":")
        return Given(
            told["on"], choice_of(told), form=told.get("form", ""), ballot=self._ballot(),
            heard=told.get("heard", ""), clause=told.get("clause", ""), ask_again_on=told.get("ask_again_on"),
            cause=told.get("cause", ""), to=int(to or 0), organ=organ, reviewer=int(told.get("reviewer") or 0),
            noticed=tuple(told.get("noticed", ())), warned=told.get("warned", False), posts=tuple(told.get("posts", ())),
            history=told["history"],
        )  # fmt: skip

    def _ballot(self) -> NewBallot | None:
        told = self.cleaned_data
        if self.code not in MEETINGS or told["issued"] is None:
            return None
        votes = {form: told[f"votes_{form}"] or 0 for form in FORMS if f"votes_{form}" in told}
        return NewBallot(
            told["issued"], told["returned"] or 0, told["valid"] or 0, votes, told.get("whole") or 0,
            told.get("exempt_present") or 0,
        )  # fmt: skip

    def _ask_ballot(self) -> None:
        if self.code == "body_meeting":
            self._number("whole", _("Tổng số thành viên của cơ quan"))
        self._number("issued", _("Số phiếu phát ra"))
        self._number("returned", _("Số phiếu thu về"))
        self._number("valid", _("Số phiếu hợp lệ"))
        for form in asking.forms_for(self.case, clock.today()):
            self._number(f"votes_{form}", _("Số phiếu: %(form)s") % {"form": FORMS[form]})
        if self.code == "branch_meeting":
            self._number("exempt_present", _("Số hội viên được miễn sinh hoạt có mặt, bỏ phiếu"))
        self._ask_hearing(required=False)

    def _ask_hearing(self, *, required: bool = True) -> None:
        choices = list(HEARD.items()) if required else [("", _("Không ghi ở cuộc họp này")), *HEARD.items()]
        self._choose("heard", _("Nghe người bị xem xét kỷ luật"), choices, required=required)

    def _ask_deferral(self) -> None:
        options = self.case.book.options("deferral.clauses")
        self._choose("clause", _("Theo điều khoản"), list(options.items()))
        rule = self.case.book.parameter("deferral.clauses", on=clock.today())
        if rule.verdict == "unknown":
            self.fields["clause"].help_text = _("Chưa xác minh: %(why)s Điều chưa rõ không ngăn việc hoãn.") % {
                "why": rule.reason
            }
        self.fields["ask_again_on"] = DayField(
            label=_("Ngày hỏi lại"), not_after=lambda: clock.today() + AHEAD,
            help_text=_("Chỉ ghi điều khoản và ngày; không ghi hoàn cảnh của người đó ở bất cứ đâu."),
        )  # fmt: skip

    def _ask_target(self) -> None:
        self._choose("to", _("Cơ quan được đề nghị"), bodies_above(self.case, clock.today()))

    def _ask_reviewer(self) -> None:
        between = bodies_between(self.case, clock.today())
        called = names(between)
        self._choose("reviewer", _("Cấp trung gian đã xem xét"), [(str(one), called.get(one, "")) for one in between])

    def _ask_noticed(self) -> None:
        self.fields["noticed"] = forms.MultipleChoiceField(
            label=_("Đề nghị nơi nào xử lý"), choices=list(NOTICED.items()), widget=forms.CheckboxSelectMultiple
        )

    def _ask_form(self) -> None:
        found = [(form, FORMS[form]) for form in asking.forms_for(self.case, clock.today())]
        self._choose("form", _("Hình thức ghi trong quyết định"), found)
        held = posts_held(self.case.register, self.case.subject.person, clock.today())
        places = names({row.organisation_id for row in held})
        if held:
            self.fields["posts"] = forms.TypedMultipleChoiceField(
                label=_("Nếu bãi chức: chức vụ nào"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(row.pk, f"{label_of(row.post)}, {places.get(row.organisation_id, '')}") for row in held],
            )  # fmt: skip

    def _ask_cause(self) -> None:
        self._choose("cause", _("Vì sao không thi hành kỷ luật"), list(CAUSES.items()))

    def _ask_warning(self) -> None:
        self.fields["warned"] = forms.BooleanField(
            label=_("Đã nói rõ với người này: không nhận quyết định có thể làm mất quyền khiếu nại"), required=False
        )

    def _number(self, name: str, label: Any) -> None:
        self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=LARGEST, required=False)

    def _choose(self, name: str, label: Any, choices: Sequence[tuple[str, Any]], *, required: bool = True) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=list(choices), widget=forms.RadioSelect, required=required
        )
