"""Addresses of this area."""

from django.urls import include, path

from liemchinh.discipline import views
from liemchinh.discipline.suspension_views import suspension

_discipline = [
    path("discipline/", views.cases, name="cases"),
    path("discipline/at/<int:organisation>/start/", views.start, name="start"),
    path("discipline/cases/<int:case>/", views.one, name="case"),
    path("discipline/cases/<int:case>/step/<slug:code>/", views.step, name="step"),
    path("discipline/cases/<int:case>/allegation/", views.allegation, name="allegation"),
    path("discipline/cases/<int:case>/ground/<slug:code>/", views.ground, name="ground"),
    path("discipline/cases/<int:case>/ground/<slug:code>/vouch/", views.vouch, name="vouch"),
    path("discipline/cases/<int:case>/suspension/<slug:act>/", suspension, name="suspension"),
    path("discipline/cases/<int:case>/settle/", views.settle, name="settle"),
    path("discipline/cases/<int:case>/cancel/", views.cancel, name="cancel"),
]

urlpatterns = [path("", include((_discipline, "discipline")))]
