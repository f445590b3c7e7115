"""The office's own page of Word: which one each organ uses, its versions, the shipped one to change, a new one sent."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.imports.uploading import made_of_file, receiving, sent
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.papers.issuers import Issuer, issuing, organ_title
from liemchinh.reports import own_templates
from liemchinh.reports.documents.example import example
from liemchinh.reports.documents.fields import BLOCKS, FIELDS, NEEDED, field
from liemchinh.reports.documents.files import DOCX
from liemchinh.reports.documents.word import as_docx, blank_template
from liemchinh.reports.models import Template
from liemchinh.reports.own_templates import VERB
from liemchinh.reports.template_forms import TemplateForm
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.layouts import layout_on

TOO_LARGE = gettext_lazy("Mẫu Word không lớn như vậy: hãy bỏ bớt hình.")


def _crumbs(at: int, *rest: Crumb) -> list[Crumb]:
    listed = reverse("reports:templates", args=[at]) if rest else ""
    return [Crumb(_("Báo cáo"), reverse("reports:list")), Crumb(_("Mẫu Word"), listed), *rest]


def _kept_or_404(request: SignedRequest, at: int, organ: str = "committee") -> Issuer:
    if not request.actor.covers(VERB, at) or organ not in issuing().organs:
        raise Http404
    return Issuer(at, organ)


@require_safe
def templates(request: SignedRequest, at: int) -> HttpResponse:
    """Each organ that makes reports here: the page it uses now, and its own versions."""
    _kept_or_404(request, at)
    rows = [(organ, organ_title(organ), *_standing(at, organ)) for organ in sorted(own_templates.organs_of(at))]
    given = {"at": at, "name": names([at]).get(at, ""), "rows": rows, "crumbs": _crumbs(at)}
    return render(request, "reports/templates.html", given)


def _standing(at: int, organ: str) -> tuple[Template | None, str, list[Template]]:
    """The page in use, whose it is where it is another's, and the own versions."""
    used = own_templates.template_on(Issuer(at, organ), clock.today())
    whose = names([used.organisation_id]).get(used.organisation_id, "") if used and used.organisation_id != at else ""
    return used, whose, own_templates.listed(Issuer(at, organ))


@require_http_methods(["GET", "POST"])
@receiving
def new(request: SignedRequest, at: int, organ: str) -> HttpResponse:
    """A page changed in Word is sent: kept as the next version, or everything that is wrong with it told at once."""
    issuer = _kept_or_404(request, at, organ)
    form = sent(TemplateForm, request) if request.method == "POST" else TemplateForm(initial={"on": clock.today()})
    asking = Asking(request, form)

    def keep(data: bytes, _name: str) -> Template:
        on: date = form.cleaned_data["on"]
        return own_templates.keep_template(issuer, data, on, actor=request.actor)

    with asking:
        if made := made_of_file(request, form, keep, too_large=str(TOO_LARGE)):
            messages.success(
                request, _("Đã nhận mẫu số %(number)s. Hãy xem thử trước khi lập báo cáo.") % {"number": made.number}
            )
            return redirect("reports:templates", at)
    title = _("Nạp mẫu Word")
    given = {
        "title": title, "name": names([at]).get(at, ""), "place": organ_title(organ), "at": at, "crumbs": _crumbs(at, Crumb(title)),
        "fields": [(field(name), words, name in NEEDED, name in BLOCKS) for name, words in FIELDS.items()],
    }  # fmt: skip
    return asking.page("reports/template_new.html", given)


@require_safe
def blank(request: SignedRequest, at: int) -> HttpResponse:
    """The shipped page with every field in its place, to be changed in Word."""
    _kept_or_404(request, at)
    return _file(blank_template(layout_on(settings.CHARTER, clock.today())), "mau-bao-cao")


@require_safe
def version(request: SignedRequest, template: int) -> HttpResponse:
    """A version as it is kept, to be changed further."""
    row = _version_or_404(request, template)
    return _file(bytes(row.content), f"mau-bao-cao-so-{row.number}")


@require_safe
def tried(request: SignedRequest, template: int) -> HttpResponse:
    """A made-up report drawn on a version."""
    row = _version_or_404(request, template)
    return _file(as_docx(example(bytes(row.content))), f"xem-thu-mau-so-{row.number}")


@require_POST
def withdraw(request: SignedRequest, at: int, organ: str) -> HttpResponse:
    """The organ has no page of its own any more."""
    issuer = _kept_or_404(request, at, organ)
    own_templates.withdraw_template(issuer, clock.today(), actor=request.actor)
    messages.success(request, _("Đã bỏ mẫu riêng. Báo cáo đã ký giữ mẫu lúc ký."))
    return HttpResponseRedirect(reverse("reports:templates", args=[at]))


def _version_or_404(request: SignedRequest, template: int) -> Template:
    found = own_templates.template_visible_to(request.actor, template)
    if found is None:
        raise Http404
    return found


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["Cache-Control"] = "no-store"
    return response
