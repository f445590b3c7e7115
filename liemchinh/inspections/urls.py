"""Addresses of this area."""

from django.urls import include, path

from liemchinh.inspections.views import coverage, drafting, programmes

_inspections = [
    path("inspections/", programmes.listed, name="list"),
    path("inspections/coverage/", coverage.coverage, name="coverage"),
    path("inspections/coverage/<int:organisation>/", coverage.one, name="examined"),
    path("inspections/coverage/<int:organisation>/enter/", coverage.enter, name="enter-examined"),
    path("inspections/examined/<int:examined>/cancel/", coverage.cancel, name="cancel-examined"),
    path("inspections/at/<int:organisation>/begin/", drafting.begin, name="begin"),
    path("inspections/drafts/<int:draft>/", drafting.one, name="draft"),
    path("inspections/drafts/<int:draft>/adopt/", drafting.adopt, name="adopt"),
    path("inspections/drafts/<int:draft>/discard/", drafting.discard, name="discard"),
    path("inspections/drafts/<int:draft>/item/<int:number>/", drafting.item, name="item"),
    path("inspections/drafts/<int:draft>/item/<int:number>/add/", drafting.add, name="add-subject"),
    path("inspections/drafts/<int:draft>/item/<int:number>/drop/", drafting.drop, name="drop"),
    path("inspections/programmes/<int:programme>/", programmes.one, name="programme"),
    path("inspections/programmes/<int:programme>/workbook/", programmes.take, name="workbook"),
    path("inspections/programmes/<int:programme>/withdraw/", programmes.withdraw, name="withdraw"),
]

urlpatterns = [path("", include((_inspections, "inspections")))]
