"""Addresses of this area."""

from django.urls import include, path

from liemchinh.rulebook import views

_rulebook = [
    path("rulebook/", views.listed, name="list"),
    path("rulebook/export/", views.export, name="export"),
    path("rulebook/values/<int:number>/", views.value, name="value"),
    path("rulebook/values/<int:number>/vouch/", views.vouch, name="vouch"),
    path("rulebook/values/<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("rulebook/values/<int:number>/end/", views.end, name="end"),
    path("rulebook/rules/<str:name>/", views.one, name="one"),
    path("rulebook/rules/<str:name>/state/", views.state, name="state"),
]

urlpatterns = [path("", include((_rulebook, "rulebook")))]
