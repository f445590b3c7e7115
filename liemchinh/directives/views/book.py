"""The documents of an organisation, of those above and below it; a new line."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.directives import queries, services
from liemchinh.directives.forms import DocumentForm, NarrowForm
from liemchinh.directives.words import KEEP, SEE, organs_of
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import standing
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page

WHERE = ("own", "above", "below")


def place_or_404(request: SignedRequest, organisation: int, verb: str) -> Version:
    """An organisation that stands, over which the actor holds the verb."""
    place = standing(clock.today()).filter(organisation_id=organisation).first()
    if place is None or not request.actor.covers(verb, organisation):
        raise Http404
    return place


@require_safe
def listed(request: SignedRequest, organisation: int) -> HttpResponse:
    """The documents there, or above, or below, the newest first. Prints."""
    place, on = place_or_404(request, organisation, SEE), clock.today()
    where = next((one for one in WHERE if one == request.GET.get("where")), WHERE[0])
    narrowing = NarrowForm(request.GET)
    told = narrowing.cleaned_data if narrowing.is_valid() else {"type": "", "state": ""}
    rows = queries.book_of(request.actor, organisation, where)
    if told["type"]:
        rows = rows.filter(type=told["type"])
    if told["state"]:
        rows = queries.in_force(rows, on)
    rows = rows.annotate(newest=F("pk") * -1)
    found = page(rows, order=("newest",), after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    here = reverse("directives:book", args=[organisation])
    titles = {"own": _("Của tổ chức này"), "above": _("Của cấp trên"), "below": _("Của cấp dưới")}
    given = {
        "at": organisation, "name": place.name, "rows": queries.shown(found.items, on), "page": found, "where": where,
        "carried": queries.carried_counts([row.pk for row in found.items]), "narrowing": narrowing, "narrowed": any(told.values()),
        "tabs": [Tab(titles[one], f"{here}?where={one}", one == where) for one in WHERE],
        "may_write": request.actor.covers(KEEP, organisation),
        "crumbs": [Crumb(place.name, reverse("organisations:one", args=[organisation])), Crumb(_("Văn bản chỉ đạo, kế hoạch"))],
    }  # fmt: skip
    return render(request, "directives/book.html", given)


@require_http_methods(["GET", "POST"])
def new(request: SignedRequest, organisation: int) -> HttpResponse:
    """A document is written into the book of an organisation: its own, or one from outside the tree."""
    place, wanted = place_or_404(request, organisation, KEEP), request.GET.get("carries", "")
    form = DocumentForm(
        request.POST or None, organs=organs_of(place.category), sources=queries.offered_to_carry(organisation, wanted, clock.today()),
        initial={"carries": [wanted]},
    )  # fmt: skip
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            made = services.record_document(organisation, form.told(), actor=request.actor)
            messages.success(request, _("Đã ghi vào sổ: %(told)s.") % {"told": queries.told_of(made)})
            return redirect("directives:one", made.pk)
    book = reverse("directives:book", args=[organisation])
    given = {
        "title": _("Ghi văn bản"), "name": place.name, "button": _("Ghi vào sổ"), "cancel": book,
        "crumbs": [Crumb(place.name, reverse("organisations:one", args=[organisation])), Crumb(_("Văn bản chỉ đạo, kế hoạch"), book),
                   Crumb(_("Ghi văn bản"))],
    }  # fmt: skip
    return asking.page("web/form.html", given)
