"""Forms of verifications: the ground, a step. They read; services decide. No field takes anything of a declaration or an explanation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.declarations.cases import KIND
from liemchinh.declarations.matter import CONCLUDE, EXPLAIN, FIRST, Why
from liemchinh.declarations.verifying import Given
from liemchinh.declarations.words import GROUNDS, OUTCOMES, RANDOM
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.step_fields import add_paper_fields, choice_of
from liemchinh.web.forms import DayField, LineField


class StepForm(forms.Form):
    """One step: its day, its paper where the procedure asks for one, and what it says besides. Nothing is chosen beforehand."""

    on = day_field(_("Ngày làm"))

    def __init__(self, *args: Any, code: str, issuer: Issuer, **options: Any) -> None:
        super().__init__(*args, **options)
        if code == EXPLAIN:
            self.fields["kept_at"] = forms.ChoiceField(
                label=_("Văn bản giải trình lưu ở"), choices=list(KEPT_AT.items()), widget=forms.RadioSelect
            )
        if code == CONCLUDE:
            self.fields["outcome"] = forms.ChoiceField(
                label=_("Kết luận"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect
            )
        add_paper_fields(self, KIND, code, clock.today(), issuer)

    def given(self) -> Given:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Given(told["on"], choice_of(told), told.get("kept_at", ""), told.get("outcome", ""))


class VerifyForm(StepForm):
    """The ground and its document, and the decision. Somebody drawn is verified because they were drawn, unless said otherwise."""

    def __init__(self, *args: Any, issuer: Issuer, drawn: bool, **options: Any) -> None:
        super().__init__(*args, code=FIRST, issuer=issuer, **options)
        offered = [(code, word) for code, word in GROUNDS.items() if drawn or code != RANDOM]
        self.fields["ground"] = forms.ChoiceField(
            label=_("Căn cứ xác minh"), choices=offered, widget=forms.RadioSelect, initial=RANDOM if drawn else None
        )
        self.fields["document"] = LineField(
            label=_("Số văn bản làm căn cứ"), max_length=60, required=False,
            help_text=_("Chọn ngẫu nhiên thì để trống."),
        )  # fmt: skip
        self.fields["document_on"] = DayField(label=_("Ngày văn bản làm căn cứ"), required=False)
        self.order_fields(["ground", "document", "document_on", "on"])

    def why(self) -> Why:
        """The ground, once valid."""
        told = self.cleaned_data
        return Why(told["ground"], told["document"], told["document_on"])


class GroundForm(forms.Form):
    """Article and document on which the conclusion stands, as written in the text."""

    article = LineField(label=_("Điều, khoản"), max_length=60)
    document = LineField(label=_("Văn bản"), max_length=120)
