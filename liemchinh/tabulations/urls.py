"""Addresses of this area."""

from django.urls import include, path

from liemchinh.tabulations.views import keeping, making

_tabulations = [
    path("tabulations/", keeping.tables, name="list"),
    path("tabulations/new/<slug:step>/", making.step, name="step"),
    path("tabulations/table/", making.table, name="table"),
    path("tabulations/export/", making.export, name="export"),
    path("tabulations/keep/", keeping.keep, name="keep"),
    path("tabulations/<int:tabulation>/", keeping.one, name="one"),
    path("tabulations/<int:tabulation>/remove/", keeping.remove, name="remove"),
    path("tabulations/<int:tabulation>/link/", keeping.link, name="link"),
]

urlpatterns = [path("", include((_tabulations, "tabulations")))]
