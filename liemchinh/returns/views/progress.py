"""Who answered a call, by organisation up and down the tree, on a day; what the numbers add up to; each number opens to its entries."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.directives.words import KEEP, SEE
from liemchinh.journal import clock
from liemchinh.organisations.forms import day_asked
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.returns import queries
from liemchinh.returns.models import Call
from liemchinh.returns.progress import OWN, Progress, progress_of
from liemchinh.returns.views.own import asked_in, period_of
from liemchinh.returns.words import AHEAD, CATALOGUE, LATE, MISSING, ON_TIME, STATES
from liemchinh.web.components import Bar, Cell, Column, Crumb, KeyFigure, Table
from liemchinh.web.numbers import show_number
from liemchinh.web.paging import page

# Columns of numbers in a table.
WIDEST = 5


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _call_or_404(request: SignedRequest, call: int) -> tuple[Call, int]:
    """A call the actor may see, and the place they look at it from."""
    row = queries.calls_visible_to(request.actor).filter(pk=call).first()
    at = queries.place_for(request.actor, row, _number(request.GET.get("at"))) if row else None
    if row is None or at is None:
        raise Http404
    return row, at


def _address(name: str, call: int, at: int, on: date, **more: Any) -> str:
    asked: dict[str, Any] = {"at": at, **more}
    if on < clock.today():
        asked["on"] = f"{on:%d/%m/%Y}"
    return f"{reverse(name, args=[call])}?{urlencode(asked)}"


@require_safe
def one(request: SignedRequest, call: int) -> HttpResponse:
    """Stacked bars of what stands directly below, and what the numbers add up to; each bar opens what is below it. Prints."""
    row, at = _call_or_404(request, call)
    on = min(day_asked(request)[0], clock.today())
    found, title = progress_of(row, at, on), queries.titles_of([row]).get(call, "")
    way = [(version.organisation_id, version.name) for version in path_visible_to(request.actor, at, on)]
    given = {
        "call": row, "title": title, "period": period_of(row), "at": at, "on": on, "today": clock.today(), "found": found,
        "place": names([at]).get(at, ""), "asker": names([row.organisation_id]).get(row.organisation_id, ""),
        "keeps": request.actor.covers(KEEP, row.organisation_id), "legend": [str(words) for words in STATES.values()],
        "entries": _address("returns:entries", call, at, on),
        "crumbs": [Crumb(name, _address("returns:progress", call, key, on) if key != at else "") for key, name in way],
    }  # fmt: skip
    if found is not None:
        given |= _drawn(row, found, at, on)
    return render(request, "returns/progress.html", given)


def _drawn(call: Call, found: Progress, at: int, on: date) -> dict[str, Any]:
    """The figures, bars and tables of a call."""
    called = {**names(found.children), OWN: _("Chính tổ chức này")}
    order = sorted(found.children, key=lambda key: (key == OWN, -found.children[key][MISSING], called.get(key, "")))
    bars = [
        Bar(called.get(key, ""), sum(found.children[key].values()),
            _address("returns:progress" if key != OWN else "returns:entries", call.pk, key or at, on),
            tuple(found.children[key][code] for code in STATES), _shown(found.children[key]))
        for key in order
    ]  # fmt: skip
    figures = [
        KeyFigure(str(words), found.whole[code], url=_address("returns:entries", call.pk, at, on, state=code) if found.whole[code] else "",
                  tone="late" if code == MISSING and found.whole[code] else "")
        for code, words in STATES.items()
    ]  # fmt: skip
    return {"bars": bars, "figures": figures, "tables": _sums(call, found, at, on, order, called)}


def _sums(call: Call, found: Progress, at: int, on: date, order: list[int], called: dict[int, str]) -> list[Table]:
    """A column for each quantity, for each whole the sum of its parts; a row for what was sent, what is approved, and each child.

    Of many quantities so many to a table that it stays readable.
    """
    asked = asked_in(call)
    lines: list[tuple[str, list[int]]] = []
    for one in asked:
        parts = [other.pk for other in asked if one.whole_id and other.whole_id == one.whole_id]
        if one.whole is not None and parts[0] == one.pk:
            lines.append((queries.title_of(one.whole), parts))
        lines.append((queries.title_of(one), [one.pk]))
    entries = _address("returns:entries", call.pk, at, on)
    rows = [
        (_("Đã gửi, cả nơi này"), found.sent, entries),
        (_("Trong đó đã duyệt"), found.approved, entries),
        *(
            (called.get(key, ""), found.sums[key], _address("returns:entries", call.pk, key or at, on))
            for key in order if key in found.sums
        ),
    ]  # fmt: skip
    return [
        Table(
            _("Cộng lại"),
            (Column(_("Tổ chức")), *(Column(name, numeric=True) for name, _keys in part)),
            [[Cell(name), *(Cell(_sum(values, keys), url) for _name, keys in part)] for name, values, url in rows],
        )
        for part in (lines[start : start + WIDEST] for start in range(0, len(lines), WIDEST))
    ]


def _sum(numbers: dict[int, int], keys: list[int]) -> int:
    return sum(numbers.get(key, 0) for key in keys)


def _shown(counts: Any) -> str:
    return f"{show_number(counts[ON_TIME] + counts[LATE])}/{show_number(sum(counts.values()))}"


@require_safe
def entries(request: SignedRequest, call: int) -> HttpResponse:
    """Each respondent with its numbers as they stand today, whoever is late first asked for. Prints."""
    row, at = _call_or_404(request, call)
    on, state = clock.today(), request.GET.get("state", "")
    state = state if state in STATES else ""
    found = page(
        queries.respondents_of(row, at, on, state), order=("pk",), after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )  # fmt: skip
    asked = asked_in(row)
    lines = queries.sent_lines(row, found.items, on)
    title = queries.titles_of([row]).get(call, "")
    given = {
        "call": row, "title": title, "period": period_of(row), "at": at, "place": names([at]).get(at, ""), "page": found,
        "heads": [queries.title_of(one) for one in asked], "state": state, "states": STATES.items(), "today": on,
        "approves": request.actor.covers(KEEP, at) and queries.to_approve(call, at, on) is not None,
        "rows": [(line, _stands(row, line, on), [(queries.title_of(one), line.values.get(one.pk)) for one in asked]) for line in lines],
        "crumbs": [Crumb(title, _address("returns:progress", call, at, on)), Crumb(_("Từng nơi"))],
    }  # fmt: skip
    return render(request, "returns/entries.html", given)


def _stands(call: Call, line: queries.Sent, on: date) -> tuple[str, str]:
    """How a respondent stands, and the tone of it."""
    if line.sent is None:
        return (str(STATES[MISSING]), "late") if call.due_on < on else (str(STATES[AHEAD]), "")
    late = line.sent.on > call.due_on
    return str(STATES[LATE if late else ON_TIME]), "warn" if late else "good"


@require_safe
def behind(request: SignedRequest, code: str) -> HttpResponse:
    """The approved entries that a figure of the catalogue adds up, of the periods within the days asked for. Prints."""
    at = _number(request.GET.get("at")) or min(request.actor.roots(SEE), default=None)
    days = [_iso(request.GET.get(name, "")) for name in ("from", "to")]
    if code not in CATALOGUE or at is None or not request.actor.covers(SEE, at):
        raise Http404
    first, last = days[0] or date(clock.today().year, 1, 1), days[1] or clock.today()
    found = page(
        queries.approved_behind(code, at, first, last, clock.today()), order=("pk",), after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )  # fmt: skip
    called = names({one.sent.respondent.organisation_id for one in found.items})
    given = {
        "title": str(CATALOGUE[code][0]), "place": names([at]).get(at, ""), "first": first, "last": last, "page": found,
        "rows": [
            (called.get(one.sent.respondent.organisation_id, ""), queries.title_of(one.quantity), period_of(one.sent.respondent.call),
             one.value, _address("returns:entries", one.sent.respondent.call_id, at, clock.today()))
            for one in found.items
        ],
        "crumbs": [Crumb(names([at]).get(at, ""), reverse("organisations:one", args=[at])), Crumb(str(CATALOGUE[code][0]))],
    }  # fmt: skip
    return render(request, "returns/behind.html", given)
