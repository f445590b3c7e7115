"""The picture of a quarter: who confirmed, who did not, who differs. Numbers and names of organisations, no people."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.organisations.beside import beside
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.reconciliation.counting import Counts
from liemchinh.reconciliation.models import Confirmation
from liemchinh.reconciliation.quarters import Quarter
from liemchinh.reconciliation.queries import Asked, Below, Overview, overview_visible_to, where_to_start
from liemchinh.reconciliation.rule import why
from liemchinh.reconciliation.views.addresses import list_address, one_address, quarter_asked, tabs
from liemchinh.web.components import Bar, Cell, Column, Crumb, KeyFigure, Table
from liemchinh.web.numbers import show_number, show_signed

# So many names of organisations are listed; of more it is said how many there are.
MOST = 200


@require_safe
def overview(request: SignedRequest) -> HttpResponse:
    """For whoever sees figures there."""
    actor, text, today = request.actor, request.GET.get("at", ""), clock.today()
    at = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
    at = where_to_start(actor, today) if not text else at
    quarter = quarter_asked(request)
    found = overview_visible_to(actor, at, quarter) if at is not None else None
    if at is None or found is None:
        raise Http404
    path = path_visible_to(actor, at, today)
    given: dict[str, Any] = {
        "at": at, "name": names([at]).get(at, ""), "quarter": quarter, "why": why(quarter.last), "tabs": tabs(quarter, "list", at),
        "own": one_address(at, quarter), "is_over": quarter.is_over(today), "figures": _figures(found), "bars": _bars(found, quarter),
        "legend": (_("Khớp"), _("Lệch"), _("Chưa xác nhận")), "table": _table(found.below, quarter),
        "lists": _lists(found, quarter),
        "began": found.began[:MOST], "ended": found.ended[:MOST],
        "beside": beside(actor, at if path else None, today, lambda number: list_address(number, quarter)),
        "crumbs": [*(Crumb(v.name, list_address(v.organisation_id, quarter)) for v in path), Crumb(_("Đối chiếu quý"))],
    }  # fmt: skip
    return render(request, "reconciliation/list.html", given)


def _figures(found: Overview) -> list[KeyFigure]:
    of = _("trên %(count)s tổ chức") % {"count": show_number(len(found.asked))}
    differ, missing = len(found.having("differs")), len(found.having(""))
    return [
        KeyFigure(_("Đã xác nhận"), len(found.asked) - missing, of),
        KeyFigure(_("Lệch với sổ"), differ),
        KeyFigure(_("Chưa xác nhận"), missing),
    ]


def _bars(found: Overview, quarter: Quarter) -> list[Bar]:
    return [
        Bar(
            one.name, one.asked, list_address(one.organisation, quarter) if one.asked > 1 else one_address(one.organisation, quarter),
            (one.agree, one.differ, one.asked - one.agree - one.differ),
            _("%(done)s/%(asked)s") % {"done": show_number(one.agree + one.differ), "asked": show_number(one.asked)},
        )
        for one in found.below if one.asked
    ]  # fmt: skip


def _table(below: Sequence[Below], quarter: Quarter) -> Table | None:
    """What each organisation below confirmed of itself beside what the register says of that day now."""
    columns = (
        Column(_("Tổ chức")),
        Column(_("Tự xác nhận"), True),
        Column(_("Sổ, theo sổ nay"), True),
        Column(_("Chênh"), True),
    )
    rows = [
        (
            Cell(one.name, one_address(one.organisation, quarter)), Cell(said(one.own)), Cell(one.register.members),
            Cell(*apart(one.own, one.register)),
        )
        for one in below if one.asked
    ]  # fmt: skip
    return (
        Table(_("Số tự xác nhận và số trong sổ, quý %(quarter)s") % {"quarter": quarter.shown}, columns, rows)
        if rows
        else None
    )


def said(own: Confirmation | None) -> str:
    """How many members an organisation counted; a dash where it did not."""
    return show_number(own.official + own.probationary) if own else "–"


def apart(own: Confirmation | None, register: Counts) -> tuple[str, str, str]:
    """What was counted less what the register says now, as (text, no address, tone)."""
    if own is None:
        return _("chưa xác nhận"), "", ""
    counted = Counts(own.official, own.probationary, own.women)
    if counted == register:
        return (_("có người lệch"), "", "late") if own.differs else ("0", "", "")
    difference = counted.members - register.members
    return show_signed(difference) if difference else _("lệch cơ cấu"), "", "late"


def _lists(found: Overview, quarter: Quarter) -> list[tuple[str, int, list[tuple[str, str]]]]:
    titles = {"": _("Chưa xác nhận"), "differs": _("Lệch với sổ")}
    return [(title, *_listed(found.having(state), quarter)) for state, title in titles.items()]


def _listed(found: Sequence[Asked], quarter: Quarter) -> tuple[int, list[tuple[str, str]]]:
    return len(found), [(one.name, one_address(one.organisation, quarter)) for one in found[:MOST]]
