"""Pages that are only read: the offices, one office, what it changed, the printed form, and what is protected how."""

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from liemchinh.envelopes.exchanged import Office
from liemchinh.envelopes.words import HOW, REASONS
from liemchinh.journal import clock
from liemchinh.public.anonymous import anonymous_letters
from liemchinh.public.kinds import kind_words, kinds_of
from liemchinh.public.published import shown
from liemchinh.public.site import site
from liemchinh.web.text import clean, fold

MOST_SHOWN = 100


def office_or_404(code: str) -> Office:
    """The office whose page this is."""
    if (office := site().office(code)) is None:
        raise Http404
    return office


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """The list of offices, for whoever has no QR code at hand."""
    channel, query = site().channel, clean(request.GET.get("q", ""))[:100]
    every = (
        sorted(channel.description.offices, key=lambda office: (fold(office.place), fold(office.name)))
        if channel
        else []
    )
    found = [office for office in every if fold(query) in fold(f"{office.name} {office.place}")]
    given = {
        "offices": found[:MOST_SHOWN],
        "more": len(found) > MOST_SHOWN,
        "query": query,
        "asks": len(every) > 10 or query,
    }
    return render(request, "public/offices.html", given)


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """The three things one can do, and the ways on paper."""
    found = office_or_404(code)
    return render(request, "public/office.html", {"office": found, "newest": shown(found)[:1]})


@require_safe
def published(request: HttpRequest, code: str) -> HttpResponse:
    """What was said of the office and what it changed."""
    found = office_or_404(code)
    return render(request, "public/published.html", {"office": found, "periods": shown(found)})


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The form to print, with the QR code of the page: an equal way."""
    found = office_or_404(code)
    address = reverse("public-office", args=[found.code])
    full = f"{settings.PUBLIC_ADDRESS}{address}" if settings.PUBLIC_ADDRESS else request.build_absolute_uri(address)
    given = {
        "office": found, "address": full, "qr": segno.make(full, error="m").svg_data_uri(scale=4, border=2),
        "how": list(HOW.values()), "reasons": [REASONS[code] for code in found.reasons if code in REASONS],
        "letters": anonymous_letters(settings.CHARTER, clock.today()),
        "kinds": [kind_words(item) for item in kinds_of(found.kinds)],
    }  # fmt: skip
    return render(request, "public/paper.html", given)


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """What is protected from whom, and what is not."""
    return render(request, "public/how.html")
