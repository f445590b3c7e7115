"""Every public page: its address says its language, a browser keeps nothing, nothing too large or unreadable reaches a view."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import override

from liemchinh.public.languages import language_of
from liemchinh.public.uploads import MOST
from liemchinh.public.views import trouble

# Answers about a report have one of few lengths, so that a listener does not learn from them whether there was one.
STEP = 32 * 1024


class PublicMiddleware:
    """Turns what cannot be answered into pages 400, 405 and 413, and makes answers alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request.path_info)
        with override(language):
            response = self._answer(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Language"] = language
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if _unreadable(request):
            return trouble.bad_request(request)
        if (length := request.META.get("CONTENT_LENGTH") or "0") and (not length.isdecimal() or int(length) > MOST):
            return trouble.too_large(request)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return trouble.not_allowed(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for what no sealing takes, as half a character; everything else stays an error to be mended."""
        return trouble.bad_request(request) if isinstance(exception, UnicodeError) else None


def padded(response: HttpResponse) -> HttpResponse:
    """The same answer, lengthened with spaces to a whole number of steps."""
    response.content += b" " * (-len(response.content) % STEP)
    return response


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, for the limits alone; it is kept nowhere."""
    if settings.BEHIND_PROXY and (told := request.headers.get("X-Forwarded-For", "")):
        return told.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def _unreadable(request: HttpRequest) -> bool:
    values = [request.path, *request.GET.keys(), *(value for values in request.GET.lists() for value in values[1])]
    return any("\0" in value or any("\ud800" <= char <= "\udfff" for char in value) for value in values)
