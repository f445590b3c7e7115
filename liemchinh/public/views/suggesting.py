"""A suggestion to an office."""

from secrets import token_hex

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from liemchinh.envelopes.exchanged import Office, SentSuggestion
from liemchinh.envelopes.reports import Suggestion, seal_suggestion
from liemchinh.envelopes.seals import new_pair
from liemchinh.journal import clock
from liemchinh.public.forms import SuggestionForm
from liemchinh.public.keeping import keep_suggestion
from liemchinh.public.sealing import wrapped_for
from liemchinh.public.site import site
from liemchinh.public.views.pages import office_or_404
from liemchinh.public.views.sending import fresh, kept, once, stopped


@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, code: str) -> HttpResponse:
    """Asks, and seals what was written for the office's readers. An office without readers is shown with its other ways."""
    office, form = office_or_404(code), None
    if not office.suggestion_readers:
        return render(
            request, "public/nobody.html", {"office": office}, status=422 if request.method == "POST" else 200
        )
    if request.method == "POST":
        if told := stopped(request, "suggestion", office):
            return told
        form = SuggestionForm(request.POST)
        if once(form):
            keep_suggestion(site().store, _sealed(office, form.cleaned_data["text"]))
            kept("suggestion", office)
            return render(request, "public/suggested.html", {"office": office})
    shown = fresh(form or SuggestionForm())
    return render(request, "public/suggest.html", {"office": office, "form": shown}, status=422 if form else 200)


def _sealed(office: Office, text: str) -> SentSuggestion:
    pair = new_pair()
    wraps = wrapped_for(office.suggestion_readers, pair.private)
    body = seal_suggestion(Suggestion(text), pair.public)
    return SentSuggestion(token_hex(16), office.code, clock.today(), pair.public, wraps, body)
