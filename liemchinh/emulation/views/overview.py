"""The picture of a year: what an organisation registered, and how far everything under it is."""

from django.db.models import Min
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.emulation.overview import REGISTERED, Progress, progress_visible_to
from liemchinh.emulation.queries import (
    are_branches,
    bodies_of,
    decisions_on,
    may_see,
    organs_of,
    own_registrations,
    registered_in,
    unvouched,
)
from liemchinh.emulation.views.frame import address, asked_period, crumbs, period_tabs
from liemchinh.emulation.words import FORMS, KEEP, MODELS, ORGANS
from liemchinh.journal import clock
from liemchinh.members.views.listing import organisation_asked
from liemchinh.organisations.beside import beside
from liemchinh.organisations.queries import names
from liemchinh.web.components import Bar
from liemchinh.web.dates import show
from liemchinh.web.text import sort_key


@require_safe
def overview(request: SignedRequest) -> HttpResponse:
    """For whoever keeps the branch, decides about it or inspects there."""
    actor, today, period = request.actor, clock.today(), asked_period(request)
    at = organisation_asked(actor, request.GET.get("at"), today)
    if not may_see(actor, at):
        raise Http404
    organs, is_branch, below = organs_of(actor, at), at in are_branches([at]), progress_visible_to(actor, at, period)
    # Branches directly below are told one by one, what stands between them and here as sums.
    branches = are_branches([line.organisation for line in below])
    rows = [*own_registrations(at, period.code), *registered_in(branches, period.code)]
    lines = [line for line in below if line.organisation not in branches and line.counts[REGISTERED]]
    silent = [line for line in below if not line.counts[REGISTERED]]
    given = {
        "at": at, "name": names([at]).get(at, ""), "period": period, "is_branch": is_branch,
        "tabs": period_tabs(at, period), "registered": _told(rows, at), "has_branches": is_branch or bool(branches),
        "silent": [line for line in silent if line.organisation in branches],
        "lines": lines, "silent_bodies": [line for line in silent if line.organisation not in branches],
        "bars": _bars(lines, period.code), "legend": [str(words) for words in FORMS.values()],
        "register_url": address("register", at, period.code) if is_branch and actor.covers(KEEP, at) else "",
        "propose_url": address("propose", at, period.code) if not is_branch and actor.covers("members.decide", at) else "",
        "decide_url": address("decide", at, period.code, organ=organs[0]) if organs and not is_branch else "",
        "unvouched": _unvouched(at, organs, period.code),
        "beside": beside(actor, at, today, lambda number: address("list", number, period.code)),
        "crumbs": crumbs(at, period),
    }  # fmt: skip
    return render(request, "emulation/list.html", given)


def _bars(lines: list[Progress], period: str) -> list[Bar]:
    """Decisions by form, of each organisation under which something was decided."""
    bars = [
        Bar(line.name, sum(count for _words, count in line.forms), address("list", line.organisation, period),
            tuple(count for _words, count in line.forms))
        for line in lines
    ]  # fmt: skip
    return [bar for bar in bars if bar.value]


def _told(rows: list[Registration], at: int) -> list[tuple[Registration, str, list[str]]]:
    """Each registration, what it is called here, and what became of it: one's own by its model, another's by the branch."""
    decided = decisions_on([row.pk for row in rows])
    called, found = names([row.organisation_id for row in rows]), []
    for row in rows:
        model, state = str(MODELS.get(row.model, row.model)), state_of(row, decided.get(row.pk, []))
        is_own = row.organisation_id == at
        found.append(
            (row, model if is_own else called.get(row.organisation_id, ""), state if is_own else [model, *state])
        )
    return sorted(found, key=lambda one: (one[0].organisation_id != at, sort_key(one[1])))


def state_of(row: Registration, decisions: list[Recognition]) -> list[str]:
    """What became of a registration, in words: each decision, or that it was proposed, or neither."""
    if decisions:
        return [said_of(one) for one in decisions]
    return [_("đã được đề nghị, chờ quyết định") if row.proposed_by else _("đã đăng ký")]


def said_of(one: Recognition) -> str:
    """A decision in one line."""
    told = _("%(organ)s %(form)s, quyết định số %(number)s ngày %(day)s") % {
        "organ": ORGANS[one.organ], "form": str(FORMS[one.form]).lower(), "number": one.number, "day": show(one.decided_on),
    }  # fmt: skip
    if one.revoked_on:
        return _("%(told)s; thu hồi ngày %(day)s, số %(number)s") % {
            "told": told, "day": show(one.revoked_on), "number": one.revoked_number,
        }  # fmt: skip
    return _("%(told)s; chờ cán bộ thứ hai xác nhận") % {"told": told} if one.basis and not one.vouched_by else told


def _unvouched(at: int, organs: list[str], period: str) -> list[dict[str, object]]:
    """Each decision that waits for a second officer, with one of its rows."""
    rows = unvouched().filter(body_id__in=bodies_of(at), organ__in=organs, registration__period=period)
    told = rows.values("body_id", "organ", "number", "decided_on", "basis").annotate(decided=Min("pk"))
    return list(told.order_by("decided_on", "number", "decided"))
