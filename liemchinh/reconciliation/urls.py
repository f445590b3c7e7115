"""Addresses of this area."""

from django.urls import include, path

from liemchinh.reconciliation.views import confirming, listing, one

_reconciliation = [
    path("reconciliation/", listing.overview, name="list"),
    path("reconciliation/<int:organisation>/", one.one, name="one"),
    path("reconciliation/<int:organisation>/confirm/", confirming.confirm, name="confirm"),
]

urlpatterns = [path("", include((_reconciliation, "reconciliation")))]
