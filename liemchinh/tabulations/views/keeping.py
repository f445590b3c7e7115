"""Kept tables: one's own and those offered; opened with one tap, named, dropped, a link to one every month."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.tabulations import services
from liemchinh.tabulations.forms import KeepForm
from liemchinh.tabulations.models import Tabulation
from liemchinh.tabulations.queries import place_for, tabulations_visible_to, wished_by
from liemchinh.tabulations.shape import read
from liemchinh.tabulations.showing import title_of
from liemchinh.tabulations.views.making import address, crumbs, name_of, shape_of, shown, table_asked
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.answers import Refused


@require_safe
def tables(request: SignedRequest) -> HttpResponse:
    """One's own tables and those offered, each a tap away; and the way to a new one."""
    shape = shape_of(request)
    rows, me = list(tabulations_visible_to(request.actor)), request.actor.account_id
    given = {
        "name": name_of(shape.at), "new": address("what", shape), "crumbs": crumbs(shape),
        "mine": [row for row in rows if row.account_id == me], "offered": [row for row in rows if row.account_id != me],
    }  # fmt: skip
    return render(request, "tabulations/list.html", given)


@require_safe
def one(request: SignedRequest, tabulation: int) -> HttpResponse:
    """A kept table, counted now for whoever opens it: about its organisation, or where that is not theirs to see, about their own."""
    row = _row_or_404(request, tabulation)
    at = place_for(request.actor, row.organisation_id)
    if at is None:
        raise Http404
    shape = read(QueryDict(row.asks), at)
    given = shown(request, shape) | {
        "row": row, "mine": row.account_id == request.actor.account_id, "elsewhere": at != row.organisation_id,
        "wished": row.pk in wished_by(request.actor), "sends_mail": settings.SENDS_MAIL,
        "crumbs": crumbs(shape, Crumb(row.name)),
    }  # fmt: skip
    return render(request, "tabulations/table.html", given)


@require_http_methods(["GET", "POST"])
def keep(request: SignedRequest) -> HttpResponse:
    """The table in the address gets a name."""
    shape = table_asked(request)
    form = KeepForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            told = form.cleaned_data
            made = services.keep_tabulation(shape, told["name"], shared=told["shared"], actor=request.actor)
            messages.success(request, _("Đã lưu bảng. Lần sau mở chỉ một lần bấm."))
            return redirect("tabulations:one", made.pk)
    given = {
        "title": _("Lưu bảng"), "name": title_of(shape), "place": name_of(shape.at), "button": _("Lưu"),
        "cancel": f"{reverse('tabulations:table')}?{shape.address()}", "crumbs": crumbs(shape, Crumb(_("Lưu bảng"))),
    }  # fmt: skip
    return asking.page("web/form.html", given)


@require_POST
def remove(request: SignedRequest, tabulation: int) -> HttpResponse:
    """One's own table is dropped."""
    row = _row_or_404(request, tabulation)
    if row.account_id != request.actor.account_id:
        raise Http404
    services.remove_tabulation(row.pk, actor=request.actor)
    messages.success(request, _("Đã bỏ bảng."))
    return redirect(f"{reverse('tabulations:list')}?at={row.organisation_id}")


@require_POST
def link(request: SignedRequest, tabulation: int) -> HttpResponse:
    """A link every month is asked for, or no more; what is so already stays so."""
    row = _row_or_404(request, tabulation)
    asked = "on" in request.POST
    call = services.ask_for_link if asked else services.stop_link
    with suppress(Refused):
        call(row.pk, actor=request.actor)
        messages.success(request, _("Đã bật thư gửi đường dẫn.") if asked else _("Đã tắt thư gửi đường dẫn."))
    return redirect("tabulations:one", row.pk)


def _row_or_404(request: SignedRequest, tabulation: int) -> Tabulation:
    row = tabulations_visible_to(request.actor).filter(pk=tabulation).first()
    if row is None:
        raise Http404
    return row
