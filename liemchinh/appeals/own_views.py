"""The pages of an organisation that was sanctioned: the decisions on it, what it can do against them, and its appeal."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.appeals import filing
from liemchinh.appeals.admissibility import filed_until
from liemchinh.appeals.cases import FILES
from liemchinh.appeals.forms import LetterForm
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.own_decisions import decisions_on
from liemchinh.appeals.to_appellant import meanwhile
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


def _name_or_404(request: SignedRequest, organisation: int) -> str:
    """The name of an organisation whose own officer reads."""
    if organisation not in request.actor.roots(FILES):
        raise Http404
    return names([organisation]).get(organisation, "")


@require_safe
def decisions(request: SignedRequest, organisation: int) -> HttpResponse:
    """The decisions on the organisation that were announced to it, by when it can appeal, and what became of its appeals."""
    name, title = _name_or_404(request, organisation), _("Quyết định kỷ luật về tổ chức này")
    given = {
        "title": title, "name": name, "organisation": organisation, "rows": decisions_on(organisation, clock.today()),
        "crumbs": [Crumb(name, reverse("organisations:one", args=[organisation])), Crumb(title)],
    }  # fmt: skip
    return render(request, "appeals/own.html", given)


@require_http_methods(["GET", "POST"])
def file(request: SignedRequest, organisation: int, source: int) -> HttpResponse:
    """The organisation files, under the number of its own letter."""
    name, today = _name_or_404(request, organisation), clock.today()
    row = next((one for one in decisions_on(organisation, today) if one.decided.case == source and one.can_file), None)
    if row is None:
        raise Http404
    held = Case.objects.get(pk=source)
    found = next_instance(held, row.decided, today)
    form = LetterForm(request.POST or None, places=found.places)
    asking = Asking(request, form)
    if asking.is_valid():
        to, paper = form.cleaned_data["to"], form.paper()
        with asking:
            filing.file_for_organisation(held, to, paper, actor=request.actor)
            messages.success(request, _("Đã gửi. Công văn giấy gửi đến nơi ấy; hai cán bộ ở đó giao người giải quyết."))
            return redirect("appeals:own", organisation)
    title, back = _("Khiếu nại quyết định kỷ luật"), reverse("appeals:own", args=[organisation])
    says = " ".join(part for part in (filed_until(row.decided, today)[1], meanwhile(today)) if part)
    given = {
        "title": title, "name": name, "button": _("Gửi khiếu nại"), "says": says,
        "cancel": back, "crumbs": [Crumb(name, reverse("organisations:one", args=[organisation])),
                                   Crumb(_("Quyết định kỷ luật về tổ chức này"), back), Crumb(title)],
    }  # fmt: skip
    return asking.page("web/form.html", given)
