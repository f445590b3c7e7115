"""Addresses of this area."""

from django.urls import include, path

from liemchinh.inspections.views import cases, coverage, drafting, people, programmes

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
    path("inspections/programmes/<int:programme>/item/<int:number>/start/", cases.start, name="start"),
    path("inspections/at/<int:organisation>/signs/", cases.signs, name="signs"),
    path("inspections/cases/", cases.cases, name="cases"),
    path("inspections/cases/<int:case>/", cases.one, name="case"),
    path("inspections/cases/<int:case>/step/<slug:code>/", cases.step, name="step"),
    path("inspections/cases/<int:case>/ground/<slug:code>/", cases.ground, name="ground"),
    path("inspections/cases/<int:case>/ground/<slug:code>/vouch/", cases.vouch, name="vouch"),
    path("inspections/cases/<int:case>/cancel/", cases.cancel, name="cancel"),
    path("inspections/cases/<int:case>/team/", people.join, name="join"),
    path("inspections/cases/<int:case>/team/<int:person>/leave/", people.leave, name="leave"),
    path("inspections/cases/<int:case>/team/<int:person>/challenge/", people.challenge, name="challenge"),
    path("inspections/cases/<int:case>/team/<int:person>/answer/", people.answer, name="answer"),
    path("inspections/cases/<int:case>/duties/", people.duty, name="duty"),
    path("inspections/cases/<int:case>/duties/<int:follow_up>/done/", people.done, name="done"),
    path("inspections/cases/<int:case>/duties/<int:follow_up>/cancel/", people.cancel_duty, name="cancel-duty"),
    path("inspections/cases/<int:case>/duties/<int:follow_up>/confirm/", people.confirm, name="confirm"),
]

urlpatterns = [path("", include((_inspections, "inspections")))]
