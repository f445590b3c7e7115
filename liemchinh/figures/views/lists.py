"""All that can be counted, and what was printed beside what is counted."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.figures.asking import Number
from liemchinh.figures.declarations import indicators
from liemchinh.figures.forms import FREE, Asked
from liemchinh.figures.periods import Period
from liemchinh.figures.published import Printed, published_visible_to
from liemchinh.figures.queries import report_visible_to, shown_indicators
from liemchinh.figures.showing import KINDS, UNITS, grouped, show_figure, show_value, what_it_counts
from liemchinh.figures.sql.counting import NOTHING
from liemchinh.figures.views.frame import frame_of, given, link
from liemchinh.figures.views.report import opened, records_link
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_signed


@require_safe
def indicator_list(request: SignedRequest) -> HttpResponse:
    """Every indicator with what it counts, and its value for the question asked."""
    frame = frame_of(request)
    found = report_visible_to(request.actor, frame.question)
    if found is None:
        raise Http404
    groups = [
        (subject, [
            {"one": one, "kind": KINDS[one.kind], "unit": UNITS[one.unit], "counts": what_it_counts(one),
             "shown": show_figure(found.figures[one.key]),
             "url": link("figures:one", frame.asked, one.key), "records": opened(frame.asked, found.figures[one.key])}
            for one in some
        ])
        for subject, some in grouped(shown_indicators()).items()
    ]  # fmt: skip
    told = given(request, frame, "indicators", lambda asked: link("figures:indicators", asked))
    hides = any(figure.hidden for figure in found.figures.values())
    return render(
        request, "figures/indicators.html", told | {"groups": groups, "total": len(found.figures), "hides": hides}
    )


@require_safe
def published(request: SignedRequest) -> HttpResponse:
    """Lines of published reports beside what the records make of them; those that differ are marked, and neither is changed."""
    frame = frame_of(request)
    lines = published_visible_to(request.actor, frame.asked.at, known_on=frame.asked.known_on)
    reports: dict[str, list[dict[str, object]]] = {}
    for line in lines:
        reports.setdefault(line.report, []).append(_row(line, frame.asked, request.actor))
    told = given(request, frame, "published", lambda asked: link("figures:published", asked))
    told |= {"reports": reports.items(), "total": len(lines), "differ": sum(not line.holds for line in lines)}
    return render(request, "figures/published.html", told)


def _row(line: Printed, asked: Asked, actor: Actor) -> dict[str, object]:
    unit = "percent" if line.unit == "percent" else "people"
    # A decimal without a fraction is a count as it was printed.
    printed = line.printed if unit == "percent" or line.printed % 1 else int(line.printed)
    difference = None if line.value is None else line.value - printed
    when = show(line.period.last)
    if indicators()[line.indicator].kind == "flow" or indicators()[line.indicator].of == "returns":
        when = _("%(first)s – %(last)s") % {"first": show(line.period.first), "last": when}
    return {
        "line": line, "when": when, "printed": show_value(printed, unit), "value": show_value(line.value, unit),
        "difference": "" if line.holds or difference is None else show_signed(difference),
        "behind": _behind(line, asked, actor), "compared": [_compared(line, period, number, asked) for period, number in line.compared],
    }  # fmt: skip


def _behind(line: Printed, asked: Asked, actor: Actor) -> str:
    """Where the records behind a line are, or of a share the two numbers it comes from; on the tree of the line's own day.

    Nowhere for a change, whose two numbers lead there themselves, and for numbers of surveys where the reader does not lead them.
    """
    one = indicators()[line.indicator]
    if line.compared or not line.value:
        return ""
    if one.of == "surveys" and not actor.covers(one.opened_by, asked.at):
        return ""
    there = replace(asked, period=line.period, choice=FREE, tree_on=line.period.last)
    if line.narrowing != NOTHING:
        return link("figures:records", there, one.key, line=line.key)
    return records_link(there, one) or link("figures:one", there, one.key)


def _compared(line: Printed, period: Period, number: Number | None, asked: Asked) -> dict[str, str]:
    """One of the two numbers of a change, leading to the records behind it; on the tree of the line's own day, as both were counted."""
    there = replace(asked, period=period, choice=FREE, tree_on=line.period.last)
    when = _("%(first)s – %(last)s") % {"first": show(period.first), "last": show(period.last)}
    return {
        "when": when,
        "shown": show_value(number, "people"),
        "url": records_link(there, indicators()[line.indicator]) if number else "",
    }
