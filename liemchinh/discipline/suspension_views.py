"""The page on which a case begins, extends or ends a suspension: a decision with number and day, no reason."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.casework.models import Case
from liemchinh.casework.places import committees_above, stands_in
from liemchinh.casework.reading import case_or_404
from liemchinh.casework.suspending import Told
from liemchinh.discipline.cases import KIND
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.suspended import begun_by, running_here
from liemchinh.discipline.suspending import begin_suspension, end_suspension, extend_suspension, issuer_here
from liemchinh.discipline.suspension_shown import BEGIN, END, EXTEND, suspension_shown
from liemchinh.discipline.views import about
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.reasons import Words
from liemchinh.papers.step_fields import add_paper_fields_of_act, choice_of
from liemchinh.web.asking import Asking
from liemchinh.web.forms import DayField

TITLES: Mapping[str, Words] = {
    BEGIN: gettext_lazy("Ghi quyết định đình chỉ sinh hoạt hiệp hội"),
    EXTEND: gettext_lazy("Ghi quyết định gia hạn đình chỉ"),
    END: gettext_lazy("Ghi thôi đình chỉ"),
}
SAYS: Mapping[str, Words] = {
    BEGIN: gettext_lazy(
        "Là biện pháp ngăn ngừa, không phải hình thức kỷ luật. Không ghi lý do; danh sách hội viên không nhắc đến việc này."
    ),
    EXTEND: gettext_lazy("Điều chưa xác minh về gia hạn thì hai cán bộ nêu căn cứ ở mục Tình trạng hội viên trước."),
    END: gettext_lazy("Thôi đình chỉ trước hạn cần quyết định có số. Hết hạn thì không cần: chỉ ghi ngày trở lại sinh hoạt."),
}  # fmt: skip
DAYS: Mapping[str, Words] = {
    BEGIN: gettext_lazy("Đình chỉ từ ngày"),
    EXTEND: gettext_lazy("Gia hạn từ ngày"),
    END: gettext_lazy("Trở lại sinh hoạt từ ngày"),
}
_ASKED: Mapping[str, Callable[..., int]] = {BEGIN: begin_suspension, EXTEND: extend_suspension, END: end_suspension}


class SuspensionForm(forms.Form):
    """A decision on a suspension: whose, from when, of an extension until when; the day on it and its paper."""

    on = day_field("")
    signed = day_field(gettext_lazy("Ngày ghi trên quyết định"))

    def __init__(self, *args: Any, case: Case, act: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = str(DAYS[act])
        folder, by = Folder(case), 0
        if act == BEGIN:
            branch = stands_in(folder.subject.person or 0, clock.today())
            above = committees_above(branch) if branch else []
            self.fields["body"] = forms.TypedChoiceField(
                label=gettext_lazy("Ban điều hành quyết định"), choices=above, coerce=int, initial=folder.body
            )
            by = folder.body if folder.body in {number for number, _name in above} else 0
        elif running := running_here(folder):
            by = begun_by(case, running.matter)
        if act == EXTEND:
            self.fields["until"] = DayField(label=gettext_lazy("Gia hạn đến hết ngày"))
        if act == END:
            self.fields["signed"].required = False
        add_paper_fields_of_act(self, clock.today(), issuer_here(folder, by), needed=act != END)
        self.order_fields(("body", "on", "until", "signed"))

    def told(self) -> Told:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Told(told["on"], dated=told["signed"], body=told.get("body"), until=told.get("until"))


@require_http_methods(["GET", "POST"])
def suspension(request: SignedRequest, case: int, act: str) -> HttpResponse:
    """One act on the suspension of the person concerned, where there is such a one to take."""
    held = case_or_404(request.actor, case, KIND)
    shown = suspension_shown(Folder(held), clock.today())
    if shown is None or act not in shown.acts:
        raise Http404
    form = SuspensionForm(request.POST or None, case=held, act=act)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            _ASKED[act](held, form.told(), choice_of(form.cleaned_data), actor=request.actor)
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect("discipline:case", held.pk)
    title = str(TITLES[act])
    given = about(held, title) | {
        "title": title, "button": _("Ghi vào sổ"), "says": SAYS[act],
        "cancel": reverse("discipline:case", args=[held.pk]),
    }  # fmt: skip
    return asking.page("web/form.html", given)
