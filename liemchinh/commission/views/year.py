"""The pages of the year: the week, the quarter, December."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.commission.december import checks
from liemchinh.commission.places import own_places
from liemchinh.commission.quarters import item_title, quarter_of, quarter_shown
from liemchinh.commission.views.frame import frame
from liemchinh.commission.weeks import week_shown
from liemchinh.journal import clock
from liemchinh.web.components import KeyFigure, Tab
from liemchinh.web.numbers import show_number

ROMAN = ("I", "II", "III", "IV")
BACK = 2  # years one can look back


@require_safe
def week(request: SignedRequest) -> HttpResponse:
    """What is late, due this week and due the next."""
    given = frame(request, "week") | {"shown": week_shown(request.actor, clock.today())}
    return render(request, "commission/week.html", given)


@require_safe
def quarter(request: SignedRequest) -> HttpResponse:
    """How far a quarter came."""
    given, today = frame(request, "quarter"), clock.today()
    year, number = _year_asked(request), _quarter_asked(request)
    shown = quarter_shown(request.actor, quarter_of(year, number), today)
    given |= {
        "shown": shown, "lines": [(item_title(line), line) for line in shown.lines], "key_figures": [
            KeyFigure(_("Mục chương trình đã xong"), f"{show_number(shown.lines_done)} / {show_number(len(shown.lines))}"),
            KeyFigure(_("Việc đã kết thúc"), len(shown.ended)),
            KeyFigure(_("Việc theo kết luận đã xong"), f"{show_number(shown.duties_done)} / {show_number(len(shown.duties))}"),
        ],
        "name": _("Quý %(quarter)s năm %(year)s") % {"quarter": ROMAN[number - 1], "year": year},
        "quarters": [Tab(_("Quý %(quarter)s") % {"quarter": title}, _address("quarter", year, quarter=n), n == number)
                     for n, title in enumerate(ROMAN, start=1)],
        "years": [(one, _address("quarter", one, quarter=number)) for one in _years() if one != year],
        "figures": _figures(request, {"period": f"quarter-{number}", "year": year}),
    }  # fmt: skip
    return render(request, "commission/quarter.html", given)


@require_safe
def december(request: SignedRequest) -> HttpResponse:
    """What of the year is done and what is not."""
    given, year = frame(request, "december"), _year_asked(request)
    rows = checks(request.actor, year, clock.today())
    given |= {
        "rows": rows, "year": year, "done": sum(row.state == "good" for row in rows),
        "years": [(one, _address("december", one)) for one in _years() if one != year],
        "figures": _figures(request, {"period": "year", "year": year}),
    }  # fmt: skip
    return render(request, "commission/december.html", given)


def _figures(request: SignedRequest, period: dict[str, str | int]) -> list[tuple[str, str]]:
    """The counted cases of each organisation in a period, which open to what they count; for whoever sees figures there."""
    return [
        (name, f"{reverse('figures:cases')}?{urlencode({'at': place, **period})}")
        for place, name in own_places(request.actor).items()
        if request.actor.covers("figures.see", place)
    ]


def _address(page: str, year: int, **more: int) -> str:
    return f"{reverse(f'commission:{page}')}?{urlencode({'year': year, **more})}"


def _years() -> range:
    this = clock.today().year
    return range(this - BACK, this + 1)


def _year_asked(request: SignedRequest) -> int:
    text = request.GET.get("year", "")
    return int(text) if text in {str(year) for year in _years()} else clock.today().year


def _quarter_asked(request: SignedRequest) -> int:
    text = request.GET.get("quarter", "")
    return int(text) if text in {"1", "2", "3", "4"} else (clock.today().month + 2) // 3
