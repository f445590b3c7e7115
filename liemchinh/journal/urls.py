"""Addresses of this area."""

from django.urls import include, path

from liemchinh.journal import views

_journal = [
    path("journal/", views.entries, name="entries"),
    path("journal/audit/", views.audit, name="audit"),
]

urlpatterns = [path("", include((_journal, "journal")))]
