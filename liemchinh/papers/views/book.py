"""The book of documents of an organisation: numbers by type and term, gaps, voided ones; a number taken, noted, voided."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.beside import beside
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.papers import queries, services
from liemchinh.papers.forms import CancelNotedForm, NoteForm, TakeForm, VoidForm
from liemchinh.papers.issuers import COMMITTEE, Issuer, issuing, organ_title, type_title
from liemchinh.papers.models import Number
from liemchinh.papers.views.answering import about, answer, book_address, kept_or_404
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page


@require_safe
def numbers(request: SignedRequest) -> HttpResponse:
    """The types an organ has numbered in a term, and the numbers of one of them."""
    actor, today = request.actor, clock.today()
    at = _place_asked(actor, request.GET.get("at"))
    organs = queries.organs_of(at, today)
    organ = next((one.code for one in organs if one.code == request.GET.get("organ")), COMMITTEE)
    term, terms = queries.term_asked(at, request.GET.get("term"), today)
    issuer = Issuer(at, organ)
    types = queries.book_of(issuer, term.number) if term else []
    chosen = next((one for one in types if one.type == request.GET.get("type")), types[0] if types else None)
    asked = {"organ": organ, "term": term.number if term else ""}
    given = {
        "at": at, "name": names([at]).get(at, ""), "today": today, "organ": organ, "organ_title": organ_title(organ), "term": term,
        "terms": terms, "types": [(one, book_address(at, **asked, type=one.type)) for one in types], "chosen": chosen,
        "standing": next((one.standing for one in organs if one.code == organ), None),
        "organs": [Tab(one.title, book_address(at, organ=one.code, term=asked["term"]), one.code == organ) for one in organs],
        "listed": _listed(request, issuer, term.number, chosen.type) if term and chosen else None,
        "may_edit": actor.covers("members.edit", at),
        "beside": beside(actor, at, today, book_address),
        "crumbs": [
            *(Crumb(v.name, reverse("organisations:one", args=[v.organisation_id])) for v in path_visible_to(actor, at, today)),
            Crumb(_("Sổ văn bản")),
        ],
    }  # fmt: skip
    return render(request, "papers/book.html", given)


def _listed(request: SignedRequest, issuer: Issuer, term: int, type_code: str) -> object:
    rows = queries.numbers_of(request.actor, issuer, term, type_code)
    edges = {name: request.GET.get(name, "") for name in ("after", "before")}
    return page(rows, order=("downwards", "pk"), **edges)


def _place_asked(actor: Actor, text: str | None) -> int:
    roots = actor.roots(queries.KEEP)
    if not roots:
        raise Http404
    if not text:
        return min(roots)
    if not (text.isascii() and text.isdigit() and len(text) < 19) or not actor.covers(queries.KEEP, int(text)):
        raise Http404
    return int(text)


def _organ_asked(request: SignedRequest) -> str:
    asked = request.GET.get("organ", COMMITTEE)
    return asked if asked in issuing().organs else COMMITTEE


@require_http_methods(["GET", "POST"])
def take(request: SignedRequest, at: int) -> HttpResponse:
    """The next number for a document that is no paper of a case."""
    kept_or_404(request, at)
    organ = _organ_asked(request)
    form, back = TakeForm(request.POST or None), book_address(at, organ=organ)

    def write() -> str:
        told = form.cleaned_data
        row = services.take_number(
            Issuer(at, organ),
            told["type"],
            form.day,
            secret=told["secret"],
            lies_at=told["lies_at"],
            actor=request.actor,
        )
        return _("Đã cấp số %(written)s (%(type)s).") % {"written": row.written, "type": type_title(row.type)}

    given = about(at, _("Lấy số văn bản"), back) | {"place": organ_title(organ), "button": _("Lấy số")}
    return answer(request, form, given, write, back)


@require_http_methods(["GET", "POST"])
def note(request: SignedRequest, at: int) -> HttpResponse:
    """Numbers that the book of paper has used."""
    kept_or_404(request, at)
    organ = _organ_asked(request)
    form, back = NoteForm(request.POST or None), book_address(at, organ=organ)

    def write() -> str:
        told = form.cleaned_data
        first, last = told["first"], told["last"] or told["first"]
        services.note_numbers(Issuer(at, organ), told["type"], first, last, told["on"], actor=request.actor)
        return _("Đã ghi %(count)s số đã dùng trên giấy.") % {"count": last - first + 1}

    says = _("Văn bản đã lấy số ở sổ giấy thì ghi vào đây, để số tiếp theo không trùng và sổ không có chỗ trống.")
    given = about(at, _("Ghi số đã dùng trên giấy"), back)
    given |= {"place": organ_title(organ), "button": _("Ghi vào sổ"), "says": says}
    return answer(request, form, given, write, back)


@require_http_methods(["GET", "POST"])
def void(request: SignedRequest, number: int) -> HttpResponse:
    """A number is not used, and never again."""
    row = _row_or_404(request, number)
    form, back = VoidForm(request.POST or None), _back(row)

    def write() -> str:
        services.void_number(row.pk, reason=form.cleaned_data["reason"], actor=request.actor)
        return _("Đã bỏ số %(written)s. Số ấy vẫn ở trong sổ và không dùng lại.") % {"written": row.written}

    given = about(row.organisation_id, _("Bỏ số %(written)s") % {"written": row.written}, back)
    given |= {"place": type_title(row.type), "button": _("Bỏ số này"), "grave": True}
    return answer(request, form, given, write, back)


@require_http_methods(["GET", "POST"])
def cancel(request: SignedRequest, number: int) -> HttpResponse:
    """A number that was noted wrongly from paper."""
    row = _row_or_404(request, number)
    if not row.on_paper or row.voided_by is not None:
        raise Http404
    form, back = CancelNotedForm(request.POST or None), _back(row)

    def write() -> str:
        services.cancel_noted(row.pk, reason=form.cleaned_data["reason"], actor=request.actor)
        return _("Đã hủy dòng ghi nhầm %(written)s.") % {"written": row.written}

    given = about(row.organisation_id, _("Hủy dòng ghi nhầm %(written)s") % {"written": row.written}, back)
    given |= {"place": type_title(row.type), "button": _("Hủy dòng này"), "grave": True}
    return answer(request, form, given, write, back)


def _row_or_404(request: SignedRequest, number: int) -> Number:
    row = queries.numbers_visible_to(request.actor).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def _back(row: Number) -> str:
    return book_address(row.organisation_id, organ=row.organ, term=row.term, type=row.type)
