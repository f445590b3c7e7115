"""Forms of screening: one decision on each. They read; services decide. No free text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.casework.counting import Count
from liemchinh.casework.forms import DecisionForm, StepForm, VoteForm
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.screening.checking import rule_of_ground
from liemchinh.screening.matter import Document
from liemchinh.screening.words import DECISIONS, OUTCOMES, duties, grounds_on, help_steps
from liemchinh.web.forms import LineField, offer


def told(ground: str, words: str, on: date) -> str:
    """A ground as the list shows it: what the rules of the day leave open is said beside it."""
    return words if rule_of_ground(ground, on) is None else _("%(ground)s (chưa xác minh)") % {"ground": words}


class NameForm(StepForm):
    """A member of the branch, the ground, and which committee above would decide."""

    person = forms.TypedChoiceField(label=_("Hội viên của chi hội"), coerce=int)
    ground = forms.ChoiceField(
        label=_("Căn cứ"), help_text=_("Chỉ những căn cứ quy định có nêu. Sổ được đối chiếu khi ghi.")
    )
    committee = forms.TypedChoiceField(label=_("Ban điều hành có thẩm quyền"), coerce=int)
    on = day_field(_("Ngày ban chi hội nêu"))
    field_order = ("person", "ground", "committee", "on")

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]], committees: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        today = clock.today()
        grounds = {code: told(code, words, today) for code, words in grounds_on(today).items()}
        offer(self, "person", [("", _("Chọn một người")), *people])
        offer(self, "ground", [("", _("Chọn một căn cứ")), *grounds.items()])
        offer(self, "committee", committees)


class TellForm(DecisionForm):
    """The paper with the ground, and the day it was handed over."""

    on = day_field(_("Ngày đưa văn bản cho hội viên"))
    field_order = ("number", "dated", "on")

    def document(self) -> Document:
        """The paper, once valid."""
        given = self.cleaned_data
        return Document(given["on"], given["number"], given["dated"])


class BallotForm(VoteForm):
    """The numbers of a secret ballot. Exempt members are not counted."""

    on = day_field(_("Ngày họp"))
    number = LineField(label=_("Số nghị quyết của chi hội"), max_length=60)
    exempt_present = None  # type: ignore[assignment]

    def count(self) -> Count:
        """The count, once valid."""
        given = self.cleaned_data
        return Count(given["issued"], given["returned"], given["valid"], given["votes_for"])

    def document(self) -> Document:
        """The resolution, once valid."""
        return Document(self.cleaned_data["on"], self.cleaned_data["number"])


class DayForm(StepForm):
    """A step that has only a day."""

    on = day_field(_("Ngày"))


class PaperForm(DayForm):
    """A paper: the day on it and its number."""

    on = day_field(_("Ngày ghi trên văn bản"))
    number = LineField(label=_("Số, ký hiệu văn bản"), max_length=60)

    def document(self) -> Document:
        """The paper, once valid."""
        return Document(self.cleaned_data["on"], self.cleaned_data["number"])


class DecideForm(PaperForm):
    """What the committee decided, as its paper says."""

    result = forms.ChoiceField(
        label=_("Ban điều hành quyết định"),
        widget=forms.RadioSelect,
        choices=[(code, OUTCOMES[code]) for code in DECISIONS],
    )
    field_order = ("result", "on", "number")


class AgreeForm(DayForm):
    """A duty of membership and the step that was agreed for it."""

    duty = forms.ChoiceField(label=_("Nhiệm vụ cần làm lại"))
    step = forms.ChoiceField(label=_("Việc làm"))
    field_order = ("duty", "step", "on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "duty", [("", _("Chọn một dòng")), *duties().items()])
        offer(self, "step", [("", _("Chọn một dòng")), *help_steps().items()])


class GroundForm(forms.Form):
    """Article and document that two officers stand behind."""

    article = LineField(label=_("Điều, khoản"), max_length=60)
    document = LineField(label=_("Văn bản"), max_length=120)
