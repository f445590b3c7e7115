"""Addresses of this area."""

from django.urls import include, path

from liemchinh.admission.views import entering, listing, one, papers, stepping

_admission = [
    path("admission/", listing.candidates, name="list"),
    path("admission/add/", entering.enter, name="enter"),
    path("admission/<int:case>/", one.one, name="one"),
    path("admission/<int:case>/who/", one.who, name="who"),
    path("admission/<int:case>/file/", papers.file, name="file"),
    path("admission/<int:case>/file/<slug:paper>/", papers.paper, name="paper"),
    path("admission/<int:case>/sponsors/", one.sponsors, name="sponsors"),
    path("admission/<int:case>/step/<slug:step>/", stepping.step, name="step"),
    path("admission/<int:case>/cancel/", stepping.cancel, name="cancel"),
    path("admission/<int:case>/ground/<slug:step>/", stepping.ground, name="ground"),
    path("admission/<int:case>/vouch/<slug:step>/", stepping.vouch, name="vouch"),
]

urlpatterns = [path("", include((_admission, "admission")))]
