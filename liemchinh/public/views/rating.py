"""How did this office treat you."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.envelopes.slips import SLIP, grouped, tidy_slip
from liemchinh.journal import clock
from liemchinh.public.counting import count_rating
from liemchinh.public.forms import RatingForm
from liemchinh.public.site import site
from liemchinh.public.views.pages import office_or_404
from liemchinh.public.views.sending import fresh, kept, once, stopped


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Asks, and counts the answer."""
    office, form = office_or_404(code), None
    if request.method == "POST":
        if told := stopped(request, "rating", office):
            return told
        form = RatingForm(office, request.POST)
        if once(form):
            given = form.cleaned_data
            month = f"{clock.today():%Y-%m}"
            outcome = count_rating(site().store, office, given["slip"], month, given["how"], given["reasons"])
            if outcome != "unknown":
                kept("rating", office)
                page = {"office": office, "outcome": outcome, "slip": bool(given["slip"])}
                return render(request, "public/rated.html", page)
            form.add_error("slip", _("Cơ quan này không phát mã ấy. Hãy xem lại trên phiếu, hoặc để trống."))
    # The QR code on a slip brings its code along; nothing else from an address is shown.
    told = tidy_slip(request.GET.get(SLIP, "")) or ""
    shown = fresh(form or RatingForm(office, initial={"slip": grouped(told)}))
    return render(request, "public/rate.html", {"office": office, "form": shown}, status=422 if form else 200)
