"""Addresses of this area."""

from django.urls import include, path

from liemchinh.meetings import views

_meetings = [
    path("meetings/<int:organisation>/record/", views.record, name="record"),
    path("meetings/<int:meeting>/", views.one, name="one"),
]

urlpatterns = [path("", include((_meetings, "meetings")))]
