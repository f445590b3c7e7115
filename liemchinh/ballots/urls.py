"""Addresses of this area. What begins with "phieu/" is for whoever holds a slip: no account is asked for or read there."""

from django.urls import include, path

from liemchinh.ballots.views import counting, office, papers, printing, steps, voter

_office = [
    path("", office.listing, name="list"),
    path("<int:organisation>/confidence/", office.confidence, name="confidence"),
    path("cases/<int:case>/<slug:step>/", steps.step, name="step"),
    path("<int:pk>/", office.one, name="one"),
    path("<int:pk>/tellers/", office.tellers, name="tellers"),
    path("<int:pk>/freeze/", printing.freeze, name="freeze"),
    path("<int:pk>/slips/", printing.slips, name="slips"),
    path("<int:pk>/roll/", printing.roll, name="roll"),
    path("<int:pk>/paper/", printing.paper, name="paper"),
    path("<int:pk>/open/", office.opening, name="open"),
    path("<int:pk>/close/", office.close, name="close"),
    path("<int:pk>/sheet/", counting.sheet, name="sheet"),
    path("<int:pk>/count/", counting.count, name="count"),
    path("<int:pk>/minutes/", printing.minutes, name="minutes"),
    path("<int:pk>/minutes/<int:count>/number/", papers.number, name="number"),
    path("<int:pk>/minutes/<int:count>/<slug:form>/", papers.file, name="minutes-file"),
    path("<int:pk>/again/", counting.again, name="again"),
    path("<int:pk>/void/", office.void, name="void"),
    path("<int:pk>/destroy/", office.destroy, name="destroy"),
]
_voter = [
    path("", voter.vote, name="vote"),
    path("bien-nhan/<uuid:uid>/", voter.receipts, name="receipts"),
]
_own = [
    path("", papers.own, name="own"),
    path("<int:pk>/<slug:form>/", papers.own_file, name="own-file"),
]
_ballots = [path("ballots/", include(_office)), path("phieu/", include(_voter)), path("me/ballots/", include(_own))]

urlpatterns = [path("", include((_ballots, "ballots")))]
