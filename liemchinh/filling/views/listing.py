"""The blank workbooks of an office, and one of them: kept, sent anew, its cells, deleted."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.forms import number_in
from liemchinh.filling import services
from liemchinh.filling.forms import BlankForm, WorkbookForm
from liemchinh.filling.queries import blanks_visible_to, rows_of
from liemchinh.filling.reading import opened
from liemchinh.filling.values import VERB
from liemchinh.filling.views.frame import blank_or_404, crumbs
from liemchinh.imports.uploading import made_of_file, receiving, sent
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.paging import page

MOST_SHOWN = 300
# What to do about a file that is larger than can be taken.
TOO_LARGE = gettext_lazy("Mẫu trống không lớn như vậy.")


@require_safe
def blanks(request: SignedRequest) -> HttpResponse:
    """Every blank workbook in scope."""
    if not request.actor.may(VERB):
        raise Http404
    beside = {name: request.GET.get(name, "") for name in ("after", "before")}
    shown = page(blanks_visible_to(request.actor), order=("pk",), **beside)
    called = names({blank.organisation_id for blank in shown.items})
    rows = [(blank, called.get(blank.organisation_id, "")) for blank in shown.items]
    return render(request, "filling/list.html", {"rows": rows, "page": shown})


@require_http_methods(["GET", "POST"])
@receiving
def new(request: SignedRequest) -> HttpResponse:
    """Keeps a blank workbook for the reader's own organisation, or for the one in the address."""
    at = number_in(request.GET.get("at") or request.POST.get("at"))
    at = at if at is not None else min(request.actor.roots(VERB), default=None)
    if at is None or not request.actor.covers(VERB, at):
        raise Http404
    form = sent(BlankForm, request)
    asking = Asking(request, form)

    def keep(data: bytes, name: str) -> int:
        return services.keep_blank(data, name, form.cleaned_data["title"], at, actor=request.actor)

    with asking:
        if pk := made_of_file(request, form, keep, too_large=str(TOO_LARGE)):
            messages.success(request, _("Đã giữ mẫu. Bây giờ chọn trang tính, rồi chọn từng ô cần điền."))
            return redirect("filling:one", pk)
    given = {"title": _("Nạp mẫu mới"), "name": names([at]).get(at, ""),
             "crumbs": crumbs(None, Crumb(_("Nạp mẫu mới"))), "cancel": reverse("filling:list"), "again": False}  # fmt: skip
    return asking.page("filling/upload.html", given)


@require_safe
def one(request: SignedRequest, pk: int) -> HttpResponse:
    """Its sheets, the cells chosen so far, those to choose again."""
    blank = blank_or_404(request.actor, pk)
    chosen, lost = (
        blank.slots.filter(row__isnull=missing).order_by("sheet", "row", "column", "pk") for missing in (False, True)
    )
    workbook, name = opened(blank), names([blank.organisation_id]).get(blank.organisation_id, "")
    given = {
        "blank": blank, "name": name, "crumbs": [*crumbs(None), Crumb(blank.title)],
        "sheets": [(number, name) for number, name in enumerate(workbook.names) if workbook.sheet(name)],
        "rows": rows_of(list(chosen[:MOST_SHOWN])), "lost": rows_of(list(lost)),
        "most": MOST_SHOWN,
    }  # fmt: skip
    return render(request, "filling/one.html", given)


@require_http_methods(["GET", "POST"])
@receiving
def renew(request: SignedRequest, pk: int) -> HttpResponse:
    """The same form sent again, perhaps with rows moved."""
    blank = blank_or_404(request.actor, pk)
    form = sent(WorkbookForm, request)
    renewed = partial(services.renew_blank, pk, actor=request.actor)
    if became := made_of_file(request, form, renewed, too_large=str(TOO_LARGE)):
        said = _("Đã nạp lại mẫu: tìm lại được %(found)s ô, %(lost)s ô cần chọn lại.") % {
            "found": became.found,
            "lost": became.lost,
        }
        (messages.warning if became.lost else messages.success)(request, said)
        return redirect("filling:one", pk)
    given = {"form": form, "title": _("Nạp lại mẫu"), "name": blank.title, "crumbs": crumbs(blank, Crumb(_("Nạp lại mẫu"))),
             "cancel": reverse("filling:one", args=[pk]), "again": True}  # fmt: skip
    return render(request, "filling/upload.html", given, status=422 if request.method == "POST" else 200)


@require_POST
def remove(request: SignedRequest, pk: int, slot: int) -> HttpResponse:
    """A chosen cell is chosen no more."""
    blank_or_404(request.actor, pk)
    services.remove_slot(pk, slot, actor=request.actor)
    return redirect("filling:one", pk)


@require_POST
def delete(request: SignedRequest, pk: int) -> HttpResponse:
    """The workbook goes with everything chosen for it."""
    blank_or_404(request.actor, pk)
    services.delete_blank(pk, actor=request.actor)
    messages.success(request, _("Đã xóa mẫu."))
    return HttpResponseRedirect(reverse("filling:list"))
