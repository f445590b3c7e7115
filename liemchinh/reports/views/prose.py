"""Writing one part of a report: figures to choose from beside it; when another wrote meanwhile, both texts."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.declarations import indicators
from liemchinh.figures.forms import number_in
from liemchinh.figures.queries import shown_indicators
from liemchinh.figures.showing import grouped
from liemchinh.organisations.queries import names
from liemchinh.reports.defined import definition_of
from liemchinh.reports.views.frame import crumbs, report_or_404
from liemchinh.reports.words import KEEP
from liemchinh.reports.writing import standing_prose, write_prose
from liemchinh.reports.writing_forms import ProseForm, typed_numbers
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from regulations.reports import ProsePart, ReportDefinition


@require_http_methods(["GET", "POST"])
def write(request: SignedRequest, report: int, part: str) -> HttpResponse:
    """One part: what stands there, changed. What was written between is shown beside one's own, and nothing is lost."""
    row = report_or_404(request, report)
    definition = definition_of(row)
    asked = next((one for one in definition.parts() if isinstance(one, ProsePart) and one.code == part), None)
    if asked is None or not request.actor.covers(KEEP, row.organisation_id):
        raise Http404
    there = standing_prose(report, part)
    form = ProseForm(request.POST or None, initial={"text": there.text if there else ""})
    asking, seen = Asking(request, form), number_in(request.POST.get("seen")) or 0
    if asking.is_valid():
        text = form.cleaned_data["text"]
        with asking:
            write_prose(report, part, text, seen=seen, actor=request.actor)
            if typed := typed_numbers(text):
                said = _("Đã ghi. Số gõ tay sẽ không tự đổi theo sổ: %(numbers)s.") % {"numbers": "; ".join(typed[:10])}
                messages.warning(request, said)
            else:
                messages.success(request, _("Đã ghi."))
            return redirect("reports:one", report)
    now = there.recorded_by if there else 0
    given = {
        "title": asked.title, "name": names([row.organisation_id]).get(row.organisation_id, ""), "says": asked.hint,
        "crumbs": crumbs(row, Crumb(asked.title)), "button": _("Ghi"), "cancel": reverse("reports:one", args=[report]),
        "seen": now, "theirs": there.text if there and request.method == "POST" and seen != now else None,
        "offered": _offered(definition),
    }  # fmt: skip
    return asking.page("reports/write.html", given)


def _offered(definition: ReportDefinition) -> dict[str, list[tuple[str, str]]]:
    """What may be written in braces: the report's own figures first, then every indicator by subject."""
    own = [(one.name, _named(one.indicator, one.name)) for one in definition.figures.values()]
    shown = {told: [(one.key, str(one.label)) for one in some] for told, some in grouped(shown_indicators()).items()}
    return ({_("Của báo cáo này"): own} if own else {}) | shown


def _named(key: str, name: str) -> str:
    declared = indicators().get(key)
    return str(declared.label) if declared else name
