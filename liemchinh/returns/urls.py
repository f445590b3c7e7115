"""Addresses of this area."""

from django.urls import include, path

from liemchinh.returns.views import asking, own, progress

_returns = [
    path("returns/at/<int:organisation>/", own.listed, name="list"),
    path("returns/at/<int:organisation>/define/", asking.define, name="define"),
    path("returns/quantity/<int:quantity>/cancel/", asking.cancel, name="cancel"),
    path("returns/at/<int:organisation>/ask/", asking.ask, name="ask"),
    path("returns/at/<int:organisation>/<int:call>/", own.enter, name="enter"),
    path("returns/at/<int:organisation>/<int:call>/approve/", own.approve, name="approve"),
    path("returns/<int:call>/", progress.one, name="progress"),
    path("returns/<int:call>/entries/", progress.entries, name="entries"),
    path("returns/behind/<slug:code>/", progress.behind, name="behind"),
    path("returns/<int:call>/withdraw/", asking.withdraw, name="withdraw"),
]

urlpatterns = [path("", include((_returns, "returns")))]
