"""The minutes as a paper: a number is given, the file goes to the office and to whoever it is addressed to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots.minutes import document_of_minutes, number_minutes, paper_of
from liemchinh.ballots.own_minutes import minutes_to, minutes_to_read
from liemchinh.ballots.using import use_of
from liemchinh.ballots.views.frame import about, box_or_404
from liemchinh.ballots.words import VOID
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.organisations.queries import names
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.issuing import faults_of_file
from liemchinh.papers.step_fields import add_paper_fields_of_act, choice_of
from liemchinh.papers.views.files import file_answer
from liemchinh.web.asking import Asking


class NumberForm(forms.Form):
    """The day written on the minutes, and how they get their number."""

    on = day_field(gettext_lazy("Ngày ghi trên biên bản"))

    def __init__(self, *args: Any, organisation: int, **options: Any) -> None:
        super().__init__(*args, **options)
        today = clock.today()
        self.fields["on"].initial = today
        add_paper_fields_of_act(self, today, Issuer(organisation), needed=True, label=_("Biên bản này"))


@require_http_methods(["GET", "POST"])
def number(request: SignedRequest, pk: int, count: int) -> HttpResponse:
    """The minutes of a count get their number."""
    box = box_or_404(request, pk)
    form = NumberForm(request.POST or None, organisation=box.organisation_id)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            paper = number_minutes(pk, count, told["on"], choice_of(told), actor=request.actor)
            messages.success(request, _("Biên bản kiểm phiếu có số %(number)s.") % {"number": paper.written})
            return redirect("ballots:minutes", pk)
    title = _("Cấp số biên bản kiểm phiếu")
    return asking.page("web/form.html", about(box, title, _("Cấp số")))


@require_safe
def file(request: SignedRequest, pk: int, count: int, form: str) -> HttpResponse:
    """The file, for whoever keeps the box."""
    box = box_or_404(request, pk)
    paper = paper_of(box, count)
    if paper is None or paper.number is None or box.state == VOID:
        raise Http404
    return file_answer(document_of_minutes(paper), f"bien-ban-kiem-phieu-{paper.pk}", form)


@require_safe
def own(request: SignedRequest) -> HttpResponse:
    """The minutes addressed to oneself; whoever is linked to nobody in the register has none."""
    if request.actor.person_id is None or not request.actor.may("me.see"):
        raise Http404
    found = minutes_to(request.actor)
    places = names({one.box.organisation_id for one in found})
    rows = [
        (
            one,
            use_of(one.box).words(one.box).title,
            places.get(one.box.organisation_id, ""),
            faults_of_file(one.number) if one.number else (),
        )
        for one in found
    ]
    return render(request, "ballots/own.html", {"rows": rows, "title": _("Biên bản kiểm phiếu kín")})


@require_safe
def own_file(request: SignedRequest, pk: int, form: str) -> HttpResponse:
    """The reader's own copy."""
    paper = minutes_to_read(request.actor, pk)
    if paper is None or paper.number is None:
        raise Http404
    return file_answer(document_of_minutes(paper, request.actor.person_id), f"bien-ban-kiem-phieu-{paper.pk}", form)
