"""Addresses of this area."""

from django.urls import path

from liemchinh.web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("kept-worker.js", views.kept_worker, name="kept-worker"),
    path("preferences/", views.preferences, name="preferences"),
]
