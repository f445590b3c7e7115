"""Language, and what becomes of a refusal, a busy database and unreadable input: always a page that says what to do."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import translation

from liemchinh.web import errors
from liemchinh.web.context import LANGUAGE_COOKIE
from regulations.answers import Refused

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("liemchinh.web")
_BUSY = ("database is locked", "database table is locked", "lock timeout", "statement timeout", "deadlock detected")
_BUSY_STATES = {"55P03", "57014", "40P01", "40001"}


class LanguageMiddleware:
    """The language chosen in this browser, else the account's, else Vietnamese. What the browser says it prefers is not asked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
            return response


def language_of(request: HttpRequest) -> str:
    """A language of the settings, always."""
    known = {code for code, _ in settings.LANGUAGES}
    for wish in (request.COOKIES.get(LANGUAGE_COOKIE, ""), getattr(getattr(request, "user", None), "language", "")):
        if wish in known:
            return wish
    return settings.LANGUAGE_CODE


class RefusalMiddleware:
    """Turns what services and the database say no to into pages 422, 503 and 400; everything else stays an error to be mended."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _unreadable(request):
            return errors.bad_request(request)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return errors.not_allowed(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page for what the reader can do something about; None hands the exception on."""
        if isinstance(exception, Refused):
            return errors.unprocessable(request, exception.refusals)
        if isinstance(exception, OperationalError) and _is_busy(exception):
            log.warning("busy: %s", request.path)
            return errors.busy(request)
        if isinstance(exception, DataError | OverflowError | UnicodeError) or _is_nul(exception):
            log.warning("input the database does not take: %s", request.path, exc_info=exception)
            return errors.bad_request(request)
        return None


def _is_busy(exception: OperationalError) -> bool:
    state = getattr(exception.__cause__, "sqlstate", None)
    return state in _BUSY_STATES or any(words in str(exception) for words in _BUSY)


def _is_nul(exception: Exception) -> bool:
    return isinstance(exception, ValueError) and ("NUL" in str(exception) or "null character" in str(exception))


def _unreadable(request: HttpRequest) -> bool:
    """A zero byte or half a character in the address: no database keeps it, no person typed it."""
    values = [request.path, *request.GET.keys(), *(value for values in request.GET.lists() for value in values[1])]
    return any("\0" in value or any("\ud800" <= char <= "\udfff" for char in value) for value in values)
