"""Who is due on an occasion, what is on its way, and the acts on several people at once: proposing, deciding, the register."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.awards import queries, services
from liemchinh.awards.forms import DecideForm, RegisterForm, this_year
from liemchinh.awards.occasions import Occasion, dates_rule, next_occasion, occasion_of, occasions, rulebook
from liemchinh.awards.reckoning import calculation
from liemchinh.awards.register import register_visible_to, workbook
from liemchinh.awards.showing import DueRow, rows_of
from liemchinh.journal import clock
from liemchinh.members.views.listing import organisation_asked
from liemchinh.organisations.beside import beside
from liemchinh.organisations.queries import names, path_visible_to, subtree
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused
from regulations.rulebook import Rulebook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def awards_address(organisation: int, day: date | None = None) -> str:
    """The list of an organisation for an occasion; without one the next."""
    asked = {"at": organisation} | ({"occasion": day.isoformat()} if day else {})
    return f"{reverse('awards:list')}?{urlencode(asked)}"


def occasion_asked(text: str | None) -> Occasion | None:
    """The occasion in an address, or the next one; None where no text says when badges are handed over."""
    today = clock.today()
    try:
        found = occasion_of(date.fromisoformat(text or ""), today)
    except ValueError:
        found = None
    return found or next_occasion(today)


@require_safe
def awards(request: SignedRequest) -> HttpResponse:
    """Who is due on an occasion, and how far each award is."""
    actor, today = request.actor, clock.today()
    at = organisation_asked(actor, request.GET.get("at"), today)
    occasion = occasion_asked(request.GET.get("occasion"))
    path = path_visible_to(actor, at, today)
    told: dict[str, Any] = {"occasion": occasion, "rule": dates_rule(today), "due": [], "total": 0}
    if occasion is not None:
        due = queries.due_visible_to(actor, at, occasion)
        book = rulebook()
        told |= {"due": [_due_row(one, occasion, book) for one in queries.named(due)], "total": len(due)}
        told |= _on_the_way(request, at, occasion)
    given = told | {
        "at": at, "name": names([at]).get(at, ""), "without": queries.without_admission(actor, at), "most": queries.MOST,
        "tabs": [_tab(at, one, occasion) for one in occasions(today, back=2, ahead=3)],
        "may_propose": actor.covers("members.edit", at), "may_decide": actor.covers("members.decide", at),
        "may_take": actor.covers("figures.export", at),
        "beside": beside(actor, at, today, lambda number: awards_address(number, occasion.day if occasion else None)),
        "crumbs": [*(Crumb(v.name, reverse("organisations:one", args=[v.organisation_id])) for v in path),
                   Crumb(_("Kỷ niệm chương Hiệp hội"))],
    }  # fmt: skip
    return render(request, "awards/list.html", given)


def _tab(at: int, one: Occasion, chosen: Occasion | None) -> Tab:
    return Tab(show(one.day), awards_address(at, one.day), current=one == chosen)


def _due_row(one: queries.Named, occasion: Occasion, book: Rulebook) -> DueRow:
    answer, lines = calculation(one.due.history, one.due.years, occasion.day, book=book)
    value = f"{one.due.person}-{one.due.years}"
    return DueRow(value, one.uid, one.name, one.place, one.due.years, answer.verdict == "unknown", lines)


def _on_the_way(request: SignedRequest, at: int, occasion: Occasion) -> dict[str, Any]:
    found = rows_of(
        queries.awards_visible_to(request.actor).filter(occasion=occasion.day, organisation_id__in=subtree([at]))
    )
    return {
        "proposed": [row for row in found if row.award.decided_on is None],
        "decided": [row for row in found if row.award.decided_on and row.award.handed_on is None],
        "handed": [row for row in found if row.award.handed_on],
    }


@require_POST
def propose(request: SignedRequest, at: int) -> HttpResponse:
    """The chosen are proposed; what speaks against it is told for all of them at once."""
    if not request.actor.covers("members.edit", at):
        raise Http404
    occasion = occasion_asked(request.POST.get("occasion"))
    if occasion is None:
        raise Refused([Refusal("no-occasion", dates_rule(clock.today()).reason)])
    wanted = [_wanted(text) for text in request.POST.getlist("who")[: queries.MOST]]
    sequences = services.propose_awards(occasion, [one for one in wanted if one], actor=request.actor)
    messages.success(request, _("Đã ghi đề nghị cho %(count)s người.") % {"count": len(sequences)})
    return HttpResponseRedirect(awards_address(at, occasion.day))


def _wanted(text: str) -> tuple[int, int] | None:
    person, _sign, years = text.partition("-")
    if not (text.isascii() and person.isdigit() and years.isdigit() and len(person) < 19 and len(years) < 3):
        return None
    return int(person), int(years)


@require_http_methods(["GET", "POST"])
def decide(request: SignedRequest, at: int) -> HttpResponse:
    """The committee's decision about those proposed under an organisation."""
    actor = request.actor
    if not actor.covers("members.decide", at):
        raise Http404
    waiting = queries.awards_visible_to(actor, "members.decide").filter(
        organisation_id__in=subtree([at]), decided_on=None
    )
    offered = [
        (str(row.award.pk), _("%(name)s, %(years)s năm, %(place)s") % {"name": row.name, "years": row.award.years, "place": row.place})
        for row in rows_of(waiting[: queries.MOST])
    ]  # fmt: skip
    form = DecideForm(request.POST or None, offered=offered)
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            services.decide_awards(told["awards"], told["decision"], told["on"], actor=actor)
            messages.success(request, _("Đã ghi quyết định cho %(count)s người.") % {"count": len(told["awards"])})
            occasion = occasion_asked(request.GET.get("occasion"))
            return HttpResponseRedirect(awards_address(at, occasion.day if occasion else None))
    given = _about(at, _("Ghi quyết định tặng Kỷ niệm chương Hiệp hội")) | {"empty": not offered}
    given |= {"button": _("Ghi vào sổ")}
    return asking.page("awards/form.html", given)


@require_http_methods(["GET", "POST"])
@proved_recently
def register(request: SignedRequest, at: int) -> HttpResponse:
    """Form 5-HHĐ as a workbook; that it was taken stands in the book."""
    actor = request.actor
    if not (actor.covers("figures.export", at) and actor.covers("members.see", at)):
        raise Http404
    form = RegisterForm(request.POST or None, initial=this_year())
    asking = Asking(request, form)
    if asking.is_valid():
        first, last = form.cleaned_data["first"], form.cleaned_data["last"]
        made = workbook(register_visible_to(actor, at, first, last))
        services.note_register(at, first, last, actor=actor)
        response = HttpResponse(made, content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="5-HHD-{at}-{last:%d-%m-%Y}.xlsx"'
        return response
    given = _about(at, _("Sổ theo dõi Kỷ niệm chương Hiệp hội (mẫu 5-HHĐ)")) | {"button": _("Tệp Excel (XLSX)")}
    given["says"] = _("Tệp có họ tên. Việc xuất được ghi vào sổ, kèm tài khoản và ngày.")
    return asking.page("awards/form.html", given)


def _about(at: int, title: str) -> dict[str, Any]:
    back, name = awards_address(at), names([at]).get(at, "")
    return {
        "title": title,
        "name": name,
        "cancel": back,
        "crumbs": [Crumb(_("Kỷ niệm chương Hiệp hội"), back), Crumb(title)],
    }
