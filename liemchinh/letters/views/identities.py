"""Who wrote a letter, for its keeper alone: the letters, a name sealed, a name opened for a document that asks for it."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.letters import identities
from liemchinh.letters.identity_forms import MandateForm, NameForm
from liemchinh.letters.models import Letter
from liemchinh.letters.queries import identities_of, place_of
from liemchinh.letters.words import KINDS
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.paging import page


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """The signed letters of one's organisations, the newest first: kept, not yet, or erased."""
    if not identities.keeps(request.actor):
        raise Http404
    edges = {name: request.GET.get(name, "") for name in ("after", "before")}
    rows = identities.letters_kept_by(request.actor).annotate(downwards=-F("pk"))
    found = page(rows, order=("downwards", "pk"), **edges)
    kept = identities_of(found.items)
    given = {
        "rows": [(row, KINDS[row.kind], kept.get(row.pk)) for row in found.items], "page": found,
        "crumbs": [Crumb(_("Tên người viết đơn"))],
    }  # fmt: skip
    return render(request, "letters/identities.html", given)


@require_http_methods(["GET", "POST"])
def seal(request: SignedRequest, letter: int) -> HttpResponse:
    """The keeper writes down who wrote a letter."""
    row = _letter_or_404(request, letter)
    form = NameForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        name = form.cleaned_data["name"]
        with asking:
            identities.seal_identity(row.pk, name, actor=request.actor)
            messages.success(request, _("Đã niêm phong tên người viết đơn."))
            return redirect("letters:identities")
    says = _(
        "Tên được niêm phong ngay; không ai đọc lại được ở màn hình này. Không ghi điều gì khác về người viết hay nội dung đơn."
    )
    given = _about(row, _("Ghi tên người viết đơn")) | {"says": says, "button": _("Niêm phong")}
    return asking.page("letters/form.html", given)


@never_cache
@require_http_methods(["GET", "POST"])
@proved_recently
def open_one(request: SignedRequest, letter: int) -> HttpResponse:
    """Opens who wrote a letter, for a document that asks for it; shown once, in this answer."""
    row = _letter_or_404(request, letter)
    form = MandateForm(request.POST or None)
    asking = Asking(request, form)
    if asking.is_valid():
        with asking:
            name = identities.open_identity(row.pk, form.mandate(), actor=request.actor)
            given = _about(row, _("Tên người viết đơn")) | {"writer": name, "mandate": form.mandate()}
            return render(request, "letters/opened.html", given)
    says = _(
        "Chỉ mở khi có văn bản của người có thẩm quyền. Ai mở, theo văn bản nào, ngày nào đều vào sổ trước khi tên hiện ra."
    )
    given = _about(row, _("Mở tên người viết đơn")) | {
        "says": says, "button": _("Mở tên"), "grave": True,
    }  # fmt: skip
    return asking.page("letters/form.html", given)


def _letter_or_404(request: SignedRequest, number: int) -> Letter:
    row = identities.letters_kept_by(request.actor).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _about(letter: Letter, title: str) -> dict[str, object]:
    place = place_of(letter.organisation_id)
    name = _("Đơn số %(number)s") % {"number": f"{letter.number}/{letter.year}"}
    here = reverse("letters:identities")
    return {
        "title": title, "name": f"{name} · {place.name}" if place else name, "cancel": here,
        "crumbs": [Crumb(_("Tên người viết đơn"), here), Crumb(name)],
    }  # fmt: skip
