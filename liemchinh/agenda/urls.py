"""Addresses of this area."""

from django.urls import include, path

from liemchinh.agenda import views

_agenda = [
    path("agenda/", views.month, name="month"),
    path("agenda/feed/", views.feed, name="feed"),
    path("agenda/feed/close/", views.close, name="close"),
    path("agenda/reminder/", views.remind, name="remind"),
    path("agenda/feed/<str:secret>.ics", views.read, name="read"),
]

urlpatterns = [path("", include((_agenda, "agenda")))]
