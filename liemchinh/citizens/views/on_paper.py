"""Reports that came in sealed envelopes: how many, about which office; for those who would read them on the page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.citizens import on_paper
from liemchinh.citizens.forms import CancelForm, EnvelopesForm
from liemchinh.citizens.views.frame import asked, crumbs, leading_to
from liemchinh.citizens.words import PAPER_WAYS, READ
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.dates import show


@require_http_methods(["GET", "POST"])
def received(request: SignedRequest) -> HttpResponse:
    """What came, and a form for what came today."""
    if not request.actor.may(READ):
        raise Http404
    offices = on_paper.offices_read_by(request.actor)
    called = names({row.organisation_id for row, _level in offices.values()})
    choices = [(number, called.get(row.organisation_id, "")) for number, (row, _level) in offices.items()]
    form = EnvelopesForm(request.POST or None, offices=sorted(choices, key=lambda one: one[1]))
    asking = Asking(request, form)
    if offices and asking.is_valid():
        with asking:
            on_paper.receive_papers(form.told(), actor=request.actor)
            messages.success(request, _("Đã ghi. Số này được công bố như phản ánh gửi qua trang."))
            return redirect("citizens:on-paper")
    title = _("Phong bì phản ánh đã nhận")
    given = {
        "title": title, "crumbs": crumbs(title), "offices": choices, "cancel": reverse("citizens:reports"),
        "papers": [
            (row, called.get(row.office.organisation_id, ""), PAPER_WAYS[row.way]) for row in on_paper.papers_of(offices)
        ],
    }  # fmt: skip
    return asking.page("citizens/on_paper.html", given)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, papers: int) -> HttpResponse:
    """What was recorded wrongly."""
    offices = on_paper.offices_read_by(request.actor)
    row = next((one for one in on_paper.papers_of(offices) if one.pk == papers), None)
    if row is None:
        raise Http404
    form, title = CancelForm(request.POST or None), _("Hủy số phong bì ghi nhầm")
    done = leading_to(request, _("Đã hủy lần ghi ấy. Dòng cũ vẫn còn trong sổ."), "citizens:on-paper")
    given = {
        "title": title, "detail": f"{names([row.office.organisation_id]).get(row.office.organisation_id, '')} · {show(row.on)}",
        "crumbs": crumbs(title), "button": _("Hủy lần ghi này"), "grave": True, "cancel": reverse("citizens:on-paper"),
    }  # fmt: skip
    return asked(
        request,
        form,
        lambda: on_paper.cancel_papers(papers, form.cleaned_data["reason"], actor=request.actor),
        done,
        given,
    )
