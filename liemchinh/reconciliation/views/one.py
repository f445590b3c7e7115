"""One organisation's counts of a quarter: what it counted, what the register said and says, who they are about."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.reconciliation import queries
from liemchinh.reconciliation.counting import Changed, Counts, Register, Standing, register_on
from liemchinh.reconciliation.models import KINDS, Confirmation
from liemchinh.reconciliation.quarters import Quarter
from liemchinh.reconciliation.rule import why
from liemchinh.reconciliation.views.addresses import list_address, one_address, quarter_asked, tabs
from liemchinh.web.components import Cell, Column, Crumb, Event, Table
from liemchinh.web.numbers import show_number, show_signed
from liemchinh.web.templatetags.vietnamese import moment

MOST = 300


@require_safe
def one(request: SignedRequest, organisation: int) -> HttpResponse:
    """Numbers to whoever sees figures there; people to whoever sees the register there too."""
    actor, quarter, today = request.actor, quarter_asked(request), clock.today()
    if not actor.covers("figures.see", organisation):
        raise Http404
    asked = bool(queries.asked_among([organisation], quarter.last)) and quarter.is_over(today)
    told, name = queries.confirmations_of(organisation, quarter.last), names([organisation]).get(organisation, "")
    own = told[0] if told and told[0].cancelled_by is None else None
    register = register_on(organisation, quarter.last, quarter.first)
    path = [v for v in path_visible_to(actor, organisation, today) if v.organisation_id != organisation]
    given: dict[str, Any] = {
        "name": name, "quarter": quarter, "asked": asked, "is_over": quarter.is_over(today), "own": own,
        "tabs": tabs(quarter, "one", organisation),
        "why": why(quarter.last), "table": _table(own, register), "state": queries.state_of(own), "before": register.before,
        "may_confirm": asked and actor.covers("branch.keep", organisation), "confirm": one_address(organisation, quarter, "confirm"),
        "above": list_address(organisation, quarter), "unnamed": _unnamed(own), "kinds": KINDS, "earlier": _events(told),
        "form_one": f"{reverse('figures:form', args=['1'])}?at={organisation}&period=quarter-{quarter.number}&year={quarter.year}",
        "crumbs": [*(Crumb(v.name, list_address(v.organisation_id, quarter)) for v in path), Crumb(name)],
    }  # fmt: skip
    given |= _people(actor, organisation, quarter, own, register.whole)
    return render(request, "reconciliation/one.html", given)


def _table(own: Confirmation | None, register: Register) -> Table:
    now = register.whole
    columns = [Column(_("Tư cách")), Column(_("Sổ nay"), True)]
    rows = [
        [Cell(_("Chính thức")), Cell(now.official)],
        [Cell(_("Dự bị")), Cell(now.probationary)],
        [Cell(_("Trong đó nữ")), Cell(now.women)],
    ]
    total = [Cell(_("Hội viên")), Cell(now.members)]
    if own is not None:
        said, then = _said(own), Counts(own.register_official, own.register_probationary, own.register_women)
        columns += [Column(_("Sổ lúc xác nhận"), True), Column(_("Tổ chức đếm"), True), Column(_("Chênh"), True)]
        for row, at_then, counted in zip(rows, _each(then), _each(said), strict=True):
            row += [Cell(at_then), Cell(counted), _difference(counted - at_then)]
        total += [Cell(then.members), Cell(said.members), _difference(said.members - then.members)]
    return Table(_("Số hội viên đến hết ngày cuối quý"), tuple(columns), rows, total)


def _each(counts: Counts) -> tuple[int, int, int]:
    return counts.official, counts.probationary, counts.women


def _said(own: Confirmation) -> Counts:
    return Counts(own.official, own.probationary, own.women)


def _difference(number: int) -> Cell:
    return Cell(show_signed(number), "", "late") if number else Cell("0")


def _unnamed(own: Confirmation | None) -> int:
    """How many are counted whom nobody named: not in the register yet, perhaps."""
    if own is None:
        return 0
    return max(0, _said(own).members - (own.register_official + own.register_probationary - own.extra + own.missing))


def _events(told: list[Confirmation]) -> list[Event]:
    """Every confirmation of the quarter, newest first."""
    moments = queries.moments_of(told)
    return [
        Event(moment(moments[row.recorded_by]), _spoken(row), tone="now" if row.cancelled_by is None else "")
        for row in told
    ]


def _spoken(row: Confirmation) -> str:
    numbers = {
        "official": show_number(row.official), "probationary": show_number(row.probationary), "women": show_number(row.women),
        "register": show_number(row.register_official + row.register_probationary),
        "named": show_number(row.missing + row.extra + row.wrong),
    }  # fmt: skip
    if row.differs:
        return (
            _(
                "%(official)s chính thức, %(probationary)s dự bị, %(women)s nữ; sổ khi ấy %(register)s người; nêu %(named)s người lệch"
            )
            % numbers
        )
    return _("%(official)s chính thức, %(probationary)s dự bị, %(women)s nữ; khớp với sổ") % numbers


def _people(
    actor: Actor, organisation: int, quarter: Quarter, own: Confirmation | None, register: Counts
) -> dict[str, Any]:
    """Who is named, and who is counted otherwise since; nothing for who does not see the register there."""
    named = queries.named_visible_to(actor, organisation, quarter.last)
    if named is None:
        return {"sees": False}
    told: dict[str, Any] = {"sees": True, "named": named[:MOST], "named_count": len(named)}
    if own is None or register.members > queries.SMALL:
        return told
    changed = queries.changed_visible_to(actor, own) or []
    rows = [{"name": name, "uid": uid, "says": says(one)} for one, name, uid in changed[:MOST]]
    return told | {"changed": rows, "changed_count": len(changed)}


def says(one: Changed) -> str:
    """What became of somebody in the list of the day, never by which act."""
    if one.then is None:
        return _("nay có trong danh sách ngày ấy; lúc xác nhận thì chưa")
    if one.now is None:
        return _("nay không còn trong danh sách ngày ấy; lúc xác nhận thì có")
    return _("lúc xác nhận: %(then)s; nay: %(now)s") % {"then": _standing(one.then), "now": _standing(one.now)}


def _standing(standing: Standing) -> str:
    return ", ".join(
        [_("chính thức") if standing.official else _("dự bị"), _("nữ") if standing.woman else _("không ghi nữ")]
    )
