"""A year's declarations made public."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liemchinh.access.requests import SignedRequest
from liemchinh.declarations import publishing
from liemchinh.declarations.forms import PublicationForm, ReasonForm
from liemchinh.declarations.queries import bearer_of, publication_visible_to
from liemchinh.declarations.views.frame import address, answer, crumbs, place_or_404, year_asked
from liemchinh.declarations.words import MISTAKES, WAYS
from liemchinh.journal import clock
from liemchinh.organisations.queries import names


@require_http_methods(["GET", "POST"])
def publish(request: SignedRequest, organisation: int) -> HttpResponse:
    """Posted from a day to a last day, or read at a meeting."""
    name, asked = place_or_404(request, organisation), year_asked(request)
    form = PublicationForm(request.POST or None)
    rule, title = publishing.posted_for(organisation, clock.today()), _("Công khai bản kê khai")
    given = {
        "title": title, "name": name, "button": _("Ghi việc công khai"), "crumbs": crumbs(organisation, name, asked, title),
        "rule": rule, "says": _("Chỉ ghi cách và ngày công khai. Không chép nội dung bản kê khai vào đây."),
    }  # fmt: skip

    def call() -> object:
        return publishing.publish(organisation, asked, form.shown(), actor=request.actor)

    return answer(request, form, call, address("year", organisation, asked), _("Đã ghi việc công khai."), given)


@require_POST
def vouch(request: SignedRequest, publication: int) -> HttpResponse:
    """A second officer stands behind what the days of a posting rest on."""
    row = publication_visible_to(request.actor, publication)
    if row is None:
        raise Http404
    publishing.vouch_for_publication(row.pk, actor=request.actor)
    messages.success(request, _("Đã xác nhận."))
    return redirect(address("year", bearer_of(row.organisation_id), row.year))


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, publication: int) -> HttpResponse:
    """Recorded wrongly."""
    row = publication_visible_to(request.actor, publication)
    if row is None:
        raise Http404
    place, title = bearer_of(row.organisation_id), _("Hủy lần công khai ghi nhầm")
    name = names([place]).get(place, "")
    form = ReasonForm(request.POST or None, offered=MISTAKES)
    given = {
        "title": title, "name": f"{name} – {WAYS[row.way]} {row.starts_on:%d/%m/%Y}", "button": title, "grave": True,
        "crumbs": crumbs(place, name, row.year, title),
    }  # fmt: skip

    def call() -> object:
        return publishing.cancel_publication(row.pk, form.cleaned_data["reason"], actor=request.actor)

    done = _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy.")
    return answer(request, form, call, address("year", place, row.year), done, given)
