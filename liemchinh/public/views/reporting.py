"""A report of wrongdoing in office."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from liemchinh.journal import clock
from liemchinh.public.anonymous import anonymous_letters
from liemchinh.public.forms import CLEANING, ReportForm
from liemchinh.public.middleware import padded
from liemchinh.public.sealing import send_report
from liemchinh.public.site import site
from liemchinh.public.views.pages import office_or_404
from liemchinh.public.views.sending import fresh, kept, once, stopped


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, code: str) -> HttpResponse:
    """Asks; seals what was written for those who may read it; shows the receipt, once.

    Where nobody may read about whoever it concerns, nothing is taken, and the page says where else one can go.
    """
    office, form = office_or_404(code), None
    if not office.kinds or not any(office.routes.get(option) for option in office.options):
        return render(
            request, "public/nobody.html", {"office": office}, status=422 if request.method == "POST" else 200
        )
    if request.method == "POST":
        if told := stopped(request, "report", office):
            return told
        form = ReportForm(office, request.POST, request.FILES)
        if form.is_valid() and not office.routes.get(form.cleaned_data["concerned"]):
            return padded(render(request, "public/nobody.html", {"office": office}, status=422))
        if once(form):
            page = {"office": office, "receipt": send_report(site(), office, form.cleaned_data)}
            kept("report", office)
            return padded(render(request, "public/reported.html", page))
    given = {
        "office": office, "form": fresh(form or ReportForm(office)), "cleaning": CLEANING,
        "letters": anonymous_letters(settings.CHARTER, clock.today()),
    }  # fmt: skip
    return padded(render(request, "public/report.html", given, status=422 if form else 200))
