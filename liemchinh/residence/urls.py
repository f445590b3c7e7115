"""Addresses of this area."""

from django.urls import include, path

from liemchinh.residence import views

_residence = [
    path("residence/mine/", views.mine, name="mine"),
    path("residence/<int:organisation>/", views.listed, name="list"),
    path("residence/<int:organisation>/mark/", views.mark, name="mark"),
    path("residence/<int:organisation>/add/", views.add, name="add"),
    path("residence/links/<int:link>/end/", views.end, name="end"),
]

urlpatterns = [path("", include((_residence, "residence")))]
