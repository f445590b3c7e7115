"""Addresses at which nobody is known: whatever a browser brings along is laid aside before anything reads it, and nothing is set in it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from liemchinh.web.context import LANGUAGE_COOKIE, TEXT_COOKIE

# The whole list, as beginnings of paths. A session that is never read is neither opened, prolonged nor noted.
UNMARKED = ("/phieu/",)
_KEPT = (LANGUAGE_COOKIE, TEXT_COOKIE)


class UnmarkedMiddleware:
    """Stands before sessions: at these addresses a signed-in browser is like any other, and what was sent stays in no store."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(UNMARKED):
            return self.get_response(request)
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if name in _KEPT}
        response = self.get_response(request)
        response.cookies.clear()
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
