"""Addresses for tests of the layout: this room's own, and one stand-in for each place the menu knows."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def stand_in(request: HttpRequest) -> HttpResponse:
    """Some other room's page."""
    return HttpResponse()


def _room(name: str, page: str) -> object:
    return path(f"{name}/", include(([path("", stand_in, name=page)], name)))


urlpatterns = [
    path("", include("liemchinh.web.urls")),
    _room("organisations", "tree"),
    _room("members", "list"),
    _room("admission", "list"),
    _room("transfers", "list"),
    _room("figures", "report"),
    _room("imports", "start"),
    _room("screening", "list"),
    _room("standing", "list"),
    _room("casework", "work"),
    _room("commission", "week"),
    _room("inspections", "list"),
    _room("discipline", "cases"),
    _room("appeals", "cases"),
    _room("rulebook", "list"),
    _room("journal", "entries"),
    path("access/", include(([path("", stand_in, name="accounts"), path("me/", stand_in, name="me")], "access"))),
    path("sign-in/", stand_in, name="sign-in"),
    path("sign-out/", stand_in, name="sign-out"),
]
