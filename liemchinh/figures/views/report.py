"""The report of an organisation, and one indicator of it."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.arithmetic import percent
from liemchinh.figures.declarations import Indicator, indicators
from liemchinh.figures.forms import Asked
from liemchinh.figures.queries import Figure, Line, Report, report_visible_to, shown_indicators
from liemchinh.figures.showing import (
    grouped,
    show_before,
    show_difference,
    show_figure,
    show_percentage,
    show_value,
    what_it_counts,
)
from liemchinh.figures.views.frame import frame_of, given, link
from liemchinh.web.components import Bar, Cell, Column, Crumb, KeyFigure, Table

DEFAULT = ("members", "members_women", "share_women", "members_probationary", "admitted")
AT_THE_TOP = ("members", "share_women", "members_age_to_30", "members_age_31_35", "admitted", "members_women")
MOST_COLUMNS = 8
PAGES = {"report": gettext_lazy("Báo cáo"), "cases": gettext_lazy("Kiểm tra, kỷ luật")}


def columns_asked(request: SignedRequest) -> list[str]:
    """The indicators chosen as columns, in the order of declaration; the usual ones where none is chosen."""
    chosen = set(request.GET.getlist("show"))
    found = [one.key for one in shown_indicators() if one.key in chosen][:MOST_COLUMNS]
    return found or list(DEFAULT)


@require_safe
def report(request: SignedRequest) -> HttpResponse:
    """Key figures, the parts of the organisation as chart and table, and everything beside the same period before."""
    frame = frame_of(request)
    columns = columns_asked(request)
    found = report_visible_to(
        request.actor, frame.question, list(dict.fromkeys([*columns, *AT_THE_TOP])), by_child=True
    )
    if found is None:
        raise Http404
    chosen = {} if columns == list(DEFAULT) else {"show": columns}

    def address(asked: Asked) -> str:
        return link("figures:report", asked, **chosen)

    told = given(request, frame, "report", address)
    told |= {
        "report": found, "key_figures": _key_figures(frame.asked, found), "bars": _bars(frame.asked, found, columns[0], address),
        "legend": _legend(found, columns[0]), "table": _by_child(frame.asked, found, columns, address),
        "by_child": _each_compared(frame.asked, found, columns, address),
        "compared": _compared(frame.asked, [found.figures[key] for key in columns]), "columns": columns,
        "choices": grouped(shown_indicators()), "export": link("figures:export", frame.asked, "report", **chosen),
        "hides": _hides(found), "first": found.figures[columns[0]], "most": MOST_COLUMNS, "question": frame.asked.parameters(),
    }  # fmt: skip
    return render(request, "figures/report.html", told)


@require_safe
def one(request: SignedRequest, key: str) -> HttpResponse:
    """One indicator by what stands directly under the organisation, beside the same period before."""
    chosen = indicator_or_404(key)
    frame = frame_of(request)
    found = report_visible_to(request.actor, frame.question, [key], by_child=True)
    if found is None:
        raise Http404

    def address(asked: Asked) -> str:
        return link("figures:one", asked, key)

    here = page_of(chosen)
    up = Crumb(str(PAGES[here]), link(f"figures:{here}", frame.asked))
    told = given(request, frame, here, address, up, Crumb(str(chosen.label)))
    figure = found.figures[key]
    told |= {
        "report": found, "indicator": chosen, "counts": what_it_counts(chosen), "figure": figure, "shown": show_figure(figure),
        "key_figures": _compared_big(figure), "bars": _bars(frame.asked, found, key, address),
        "table": _changes(frame.asked, found, key, address),
        "records": records_link(frame.asked, chosen), "hides": _hides(found),
        "export": link("figures:export", frame.asked, "report", show=[key]),
    }  # fmt: skip
    return render(request, "figures/one.html", told)


def indicator_or_404(key: str) -> Indicator:
    """A declared indicator that is shown to people: in the list of all, or as a cell of the table of cases."""
    found = indicators().get(key)
    if found is None or not (found.shown or found.of == "cases"):
        raise Http404
    return found


def page_of(chosen: Indicator) -> str:
    """The page of figures on which an indicator stands."""
    return "cases" if chosen.of == "cases" else "report"


def records_link(asked: Asked, chosen: Indicator) -> str:
    """Where the records behind a number are; "" for what is worked out or told by others."""
    if chosen.of == "returns" and asked.known_on is None:
        told = {"at": asked.at, "from": asked.period.first.isoformat(), "to": asked.period.last.isoformat()}
        return f"{reverse('returns:behind', args=[chosen.acts[0]])}?{urlencode(told)}"
    return link("figures:records", asked, chosen.key) if chosen.kind in {"stock", "flow"} else ""


def opened(asked: Asked, figure: Figure) -> str:
    """Where a number leads: the records behind it, or the indicator by parts; nowhere when there is nothing."""
    if figure.hidden or not figure.value:
        return ""
    return records_link(asked, indicators()[figure.key]) or link("figures:one", asked, figure.key)


def name_of(line: Line) -> str:
    """What a line is called: the organisation, or what stands under none of those shown."""
    return line.name if line.organisation is not None else _("Nơi khác, hoặc đã kết thúc")


def _key_figures(asked: Asked, found: Report) -> list[KeyFigure]:
    told = found.figures
    members, admitted = told["members"], told["admitted"]
    young = (told["members_age_to_30"].value or 0) + (told["members_age_31_35"].value or 0)
    share = percent(int(young), int(members.value)) if members.value else None
    return [
        KeyFigure(
            str(members.label), show_figure(members), show_difference(members), link("figures:one", asked, "members")
        ),
        KeyFigure(_("Nữ"), show_figure(told["share_women"]), "", link("figures:one", asked, "share_women")),
        KeyFigure(_("Đến 35 tuổi"), show_value(share, "percent"), "", link("figures:one", asked, "members_age_to_30")),
        KeyFigure(
            _("Kết nạp trong kỳ"),
            show_figure(admitted),
            show_difference(admitted),
            link("figures:one", asked, "admitted"),
        ),
    ]


def _compared_big(figure: Figure) -> list[KeyFigure]:
    return [
        KeyFigure(_("Kỳ này"), show_figure(figure)),
        KeyFigure(_("Cùng kỳ năm trước"), show_before(figure)),
        KeyFigure(_("Chênh lệch"), show_difference(figure)),
        KeyFigure(_("So với cùng kỳ"), show_percentage(figure)),
    ]


def _legend(found: Report, key: str) -> tuple[str, ...]:
    return (_("Nữ"), _("Nam, chưa ghi")) if key == "members" and "members_women" in found.figures else ()


def _bars(asked: Asked, found: Report, key: str, address: Any) -> list[Bar]:
    bars = []
    for line in found.lines:
        figure = line.figures[key]
        value = figure.value or 0
        women = line.figures["members_women"].value or 0 if _legend(found, key) else 0
        parts = (women, value - women) if _legend(found, key) else ()
        url = address(asked.there(line.organisation)) if line.organisation is not None else ""
        bars.append(Bar(name_of(line), value, url, parts, show_figure(figure)))
    return bars


def _by_child(asked: Asked, found: Report, columns: Sequence[str], address: Any) -> Table:
    headings = [Column(_("Đơn vị")), *(Column(str(found.figures[key].label), numeric=True) for key in columns)]
    rows = [_row(asked, line, columns, address) for line in found.lines]
    total = [
        Cell(_("Toàn bộ")),
        *(Cell(show_figure(found.figures[key]), opened(asked, found.figures[key])) for key in columns),
    ]
    return Table(_("Theo đơn vị trực thuộc"), tuple(headings), rows, total)


def _row(asked: Asked, line: Line, columns: Sequence[str], address: Any) -> list[Cell]:
    if line.organisation is None:
        return [Cell(name_of(line)), *(Cell(show_figure(line.figures[key])) for key in columns)]
    there = asked.there(line.organisation)
    return [
        Cell(line.name, address(there)),
        *(Cell(show_figure(line.figures[key]), opened(there, line.figures[key])) for key in columns),
    ]


def _changes(asked: Asked, found: Report, key: str, address: Any) -> Table:
    headings = (
        Column(_("Đơn vị")),
        *(Column(title, numeric=True) for title in (_("Kỳ này"), _("Cùng kỳ"), _("Chênh lệch"), "%")),
    )
    rows = []
    for line in found.lines:
        there = asked.there(line.organisation) if line.organisation is not None else None
        first = Cell(name_of(line), address(there) if there else "")
        rows.append([first, *_cells(line.figures[key], opened(there, line.figures[key]) if there else "")])
    whole = found.figures[key]
    return Table(
        _("Theo đơn vị trực thuộc"), headings, rows, [Cell(_("Toàn bộ")), *_cells(whole, opened(asked, whole))]
    )


def _cells(figure: Figure, url: str) -> list[Cell]:
    return [
        Cell(show_figure(figure), url),
        Cell(show_before(figure)),
        Cell(show_difference(figure)),
        Cell(show_percentage(figure)),
    ]


def _each_compared(asked: Asked, found: Report, columns: Sequence[str], address: Any) -> dict[str, Any]:
    """Every part beside the same period before: for each column the value, the difference, percent."""

    def cells(figures: Any) -> list[str]:
        return [
            told
            for key in columns
            for told in (show_figure(figures[key]), show_difference(figures[key]), show_percentage(figures[key]))
        ]

    rows = [
        (
            name_of(line),
            address(asked.there(line.organisation)) if line.organisation is not None else "",
            cells(line.figures),
        )
        for line in found.lines
    ]
    return {"labels": [found.figures[key].label for key in columns], "rows": rows, "total": cells(found.figures)}


def _compared(asked: Asked, figures: Iterable[Figure]) -> Table:
    headings = (
        Column(_("Chỉ tiêu")),
        *(Column(title, numeric=True) for title in (_("Kỳ này"), _("Cùng kỳ"), _("Chênh lệch"), "%")),
    )
    rows = [
        [Cell(figure.label, link("figures:one", asked, figure.key)), *_cells(figure, opened(asked, figure))]
        for figure in figures
    ]
    return Table(_("So với cùng kỳ năm trước"), headings, rows)


def _hides(found: Report) -> bool:
    return any(
        figure.hidden for row in (found.figures, *(line.figures for line in found.lines)) for figure in row.values()
    )
