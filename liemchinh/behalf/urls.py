"""Addresses of this area."""

from django.urls import include, path

from liemchinh.behalf import views

_behalf = [
    path("behalf/", views.listed, name="list"),
    path("behalf/choose/", views.choose_one, name="choose"),
    path("behalf/<int:mandate>/", views.page, name="page"),
    path("behalf/<int:mandate>/confirm/", views.confirm_one, name="confirm"),
    path("behalf/<int:mandate>/end/", views.end_one, name="end"),
    path("members/<uuid:uid>/behalf/", views.paper, name="paper"),
]

urlpatterns = [path("", include((_behalf, "behalf")))]
