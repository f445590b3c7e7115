"""Addresses of this area."""

from django.urls import include, path

from liemchinh.figures.views import cases, exporting, lists, records, report, statistical

_figures = [
    path("figures/", report.report, name="report"),
    path("figures/one/<slug:key>/", report.one, name="one"),
    path("figures/records/<slug:key>/", records.records, name="records"),
    path("figures/cases/", cases.cases, name="cases"),
    path("figures/forms/", statistical.form_list, name="forms"),
    path("figures/forms/<slug:code>/", statistical.form, name="form"),
    path("figures/published/", lists.published, name="published"),
    path("figures/indicators/", lists.indicator_list, name="indicators"),
    path("figures/export/<slug:what>/", exporting.export, name="export"),
]

urlpatterns = [path("", include((_figures, "figures")))]
