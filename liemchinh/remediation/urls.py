"""Addresses of this area."""

from django.urls import include, path

from liemchinh.remediation import views

_remediation = [
    path("remediation/", views.listing, name="list"),
    path("remediation/at/<int:organisation>/new/", views.new, name="new"),
    path("remediation/<int:pk>/", views.one, name="one"),
    path("remediation/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("remediation/<int:pk>/cancel/", views.cancel, name="cancel"),
]

urlpatterns = [path("", include((_remediation, "remediation")))]
