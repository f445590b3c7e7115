"""Addresses of the pages that all kinds of case share; the pages of a case itself are its room's."""

from django.urls import include, path

from liemchinh.casework import views

_casework = [
    path("cases/", views.work, name="work"),
    path("cases/adrift/", views.adrift, name="adrift"),
    path("cases/<int:case>/grants/", views.grants, name="grants"),
    path("cases/<int:case>/grants/<int:account>/end/", views.end, name="end-grant"),
    path("cases/<int:case>/grants/<int:account>/recuse/", views.recuse_one, name="recuse"),
    path("cases/<int:case>/grants/<int:account>/vouch/", views.vouch, name="vouch-grant"),
    path("cases/<int:case>/give/", views.give, name="give"),
    path("deadlines/<int:number>/why/", views.why, name="why"),
]

urlpatterns = [path("", include((_casework, "casework")))]
