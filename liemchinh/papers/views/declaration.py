"""What this installation may hold of cases: what was declared for the tree, and an officer of its top declares it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.organisations.queries import names
from liemchinh.papers import declaring
from liemchinh.papers.forms import DeclarationForm
from liemchinh.papers.views.answering import about, answer, book_address, kept_or_404
from liemchinh.web.components import Crumb


@require_safe
def declaration(request: SignedRequest, at: int) -> HttpResponse:
    """What stands declared, what it means, and who can declare."""
    kept_or_404(request, at)
    top, stands, name = declaring.top_of(at), declaring.declaration_for(at), names([at]).get(at, "")
    given = {
        "at": at, "name": name, "top": top, "top_name": names([top]).get(top, ""), "stands": stands,
        "holds": declaring.words_of_holding(stands.holds) if stands else "",
        "may_declare": request.actor.covers("papers.declare", top),
        "crumbs": [Crumb(name, reverse("organisations:one", args=[at])), Crumb(_("Sổ văn bản"), book_address(at)),
                   Crumb(_("Được giữ gì của vụ việc"))],
    }  # fmt: skip
    return render(request, "papers/declaration.html", given)


@require_http_methods(["GET", "POST"])
def declare(request: SignedRequest, at: int) -> HttpResponse:
    """The decision is recorded, at the top of the tree."""
    if not request.actor.covers("papers.declare", at) or declaring.top_of(at) != at:
        raise Http404
    form, back = DeclarationForm(request.POST or None), reverse("papers:declaration", args=[at])

    def write() -> str:
        told = form.cleaned_data
        declaring.declare(at, told["holds"], told["decision"], told["dated"], actor=request.actor)
        return _("Đã ghi khai báo.")

    given = about(at, _("Khai báo được giữ gì của vụ việc"), back) | {"button": _("Ghi vào sổ")}
    given["says"] = _("Ghi đúng như quyết định của ban điều hành. Khai báo trước đó, nếu có, hết dùng.")
    return answer(request, form, given, write, back)
