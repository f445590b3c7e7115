"""A figure is put into a sentence: which indicator, what is said of it, and of what it is a share."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.declarations import indicator
from liemchinh.reports.building.queries import words_of_field
from liemchinh.reports.building.shape import at_start, put
from liemchinh.reports.views.building.choosing import address, asked, offered
from liemchinh.reports.views.building.frame import Building, building_or_404
from liemchinh.reports.words import SAYINGS
from liemchinh.web.asking import Asking
from regulations.report_text import field_text
from regulations.reports import Field, ReportDefinition, Sentence


@require_http_methods(["GET", "HEAD", "POST"])
def add_figure(request: SignedRequest, definition: int, place: str) -> HttpResponse:
    """Asks the next decision; when all are made, shows what would stand there, and posted keeps it at the end of the sentence."""
    building = building_or_404(request, definition)
    where, found = building.thing(place)
    if not isinstance(found, Sentence):
        raise Http404
    back, title = building.to("definition-thing", where), _("Thêm số liệu vào câu")
    key, saying, whole = asked(request), request.GET.get("saying", ""), asked(request, "whole")
    status = 422 if request.method == "POST" else 200
    given = building.given(title, cancel=back)
    if not key:
        told = {"question": _("Chỉ tiêu nào?"), **offered(request)}
        return render(request, "reports/building/indicator.html", given | told, status=status)
    if saying not in _sayings(key):
        ways = [(str(SAYINGS[one]), address(request, saying=one)) for one in _sayings(key)]
        told = {"question": str(indicator(key).label), "ways": ways}
        return render(request, "reports/building/ways.html", given | told, status=status)
    if saying == "share" and not whole:
        told = {"question": _("Tỷ lệ trên số nào?"), **offered(request, "whole")}
        return render(request, "reports/building/indicator.html", given | told, status=status)
    made, field = _field(building.made, key, saying, whole)
    new = Sentence(f"{found.text} {field_text(field)}".strip())
    asking = Asking(request)
    if request.method == "POST":
        with asking:
            building.keep(put(made, where, new))
            return redirect(back)
    shown = Building(request, building.row, building.sketch, made).preview(new)
    told = {"says": words_of_field(made, field), "content": shown, "button": _("Thêm vào câu")}
    return asking.page("reports/building/line.html", given | told)


def _sayings(key: str) -> list[str]:
    """What may be said of an indicator: only what is there at a moment has a beginning, only what is counted a share."""
    kind = indicator(key).kind
    left_out = ({"start"} if kind != "stock" else set()) | ({"share"} if kind in ("share", "mean") else set())
    return [one for one in SAYINGS if one not in left_out]


def _field(made: ReportDefinition, key: str, saying: str, whole: str) -> tuple[ReportDefinition, Field]:
    if saying == "start":
        made, key = at_start(made, key)
    return made, Field(key, saying if saying not in ("value", "start") else "", whole if saying == "share" else "")
