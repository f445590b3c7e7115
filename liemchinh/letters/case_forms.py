"""Forms of denunciations: whom and what, a step, a ground. They read; services decide. No field takes the denouncer's name."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.content import ContentForm
from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.journal import clock
from liemchinh.letters.cases import KIND
from liemchinh.letters.forms import picking_below
from liemchinh.letters.matter import Alleged
from liemchinh.letters.opening import Denounced
from liemchinh.letters.taking import CONCLUDE, EXCHANGE, REPORT, TIMED, Given
from liemchinh.letters.words import CONCLUSIONS
from liemchinh.members.forms import day_field
from liemchinh.members.posting_forms import picking_person
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.step_fields import add_paper_fields, choice_of
from liemchinh.web.forms import DayField, LineField, PickField, PickingForm

AHEAD = timedelta(days=366 * 2)


class DenouncedForm(PickingForm, ContentForm):
    """Who is denounced, and what of the catalogue is alleged. Nobody is offered before a name is typed (guards 9)."""

    def __init__(self, *args: Any, actor: Actor, place: Version, **options: Any) -> None:
        super().__init__(*args, **options)
        people = picking_person(actor, place.organisation_id)
        found = people["look_up"]
        self.fields["person"] = PickField(
            label=_("Hội viên bị tố cáo"), required=False,
            look_up=lambda query: found(query) if query else [], title_of=people["title_of"],
        )  # fmt: skip
        if place.category not in BRANCHES:
            self.fields["organisation"] = PickField(
                label=_("Hoặc tổ chức hiệp hội bị tố cáo"), required=False, **picking_below(place.organisation_id)
            )

    def denounced(self) -> Denounced:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Denounced(told.get("organisation"), told["person"], self.content())


class StartForm(DenouncedForm):
    """The same, and the day on which the organ took it on."""

    on = day_field(_("Ngày nhận giải quyết"))


class TakeForm(forms.Form):
    """One step: its day, its paper where the procedure asks for one, and what it says besides. Nothing is chosen beforehand."""

    on = day_field(_("Ngày làm"))

    def __init__(self, *args: Any, code: str, about: Sequence[Alleged], issuer: Issuer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.code, self.about = code, about
        if code == REPORT:
            self.fields["kept_at"] = forms.ChoiceField(
                label=_("Báo cáo giấy lưu ở"), choices=list(KEPT_AT.items()), widget=forms.RadioSelect
            )
        if code == EXCHANGE:
            self.fields["answered"] = forms.ChoiceField(
                label=_("Ý kiến của người bị tố cáo về dự thảo"), widget=forms.RadioSelect,
                choices=[("yes", _("Đã nhận")), ("no", _("Không nêu ý kiến"))],
            )  # fmt: skip
        if code in TIMED:
            self.fields["until"] = DayField(
                label=_("Phải kết luận chậm nhất ngày"), required=code == "extended",
                not_after=lambda: clock.today() + AHEAD, help_text=_("Theo quyết định, kế hoạch của cơ quan."),
            )  # fmt: skip
        for one in about if code == CONCLUDE else ():
            self.fields[f"result-{one.row.pk}"] = forms.ChoiceField(
                label=f"{one.name}: {one.text}", choices=list(CONCLUSIONS.items()), widget=forms.RadioSelect
            )
        add_paper_fields(self, KIND, code, clock.today(), issuer)

    def given(self) -> Given:
        """What was filled in, once valid."""
        told = self.cleaned_data
        results = {one.row.pk: told[f"result-{one.row.pk}"] for one in self.about if self.code == CONCLUDE}
        return Given(
            told["on"], choice_of(told), told.get("kept_at", ""), told.get("answered") == "yes", told.get("until"), results,
        )  # fmt: skip


class GroundForm(forms.Form):
    """Article and document on which the conclusions stand, as written in the text."""

    article = LineField(label=_("Điều, khoản"), max_length=60)
    document = LineField(label=_("Văn bản"), max_length=120)
