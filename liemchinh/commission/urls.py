"""Addresses of this area."""

from django.urls import include, path

from liemchinh.commission.views import handovers, late, year

_commission = [
    path("commission/", year.week, name="week"),
    path("commission/quarter/", year.quarter, name="quarter"),
    path("commission/december/", year.december, name="december"),
    path("commission/late/", late.late, name="late"),
    path("commission/handovers/", handovers.listed, name="handovers"),
    path("commission/handovers/<int:ended>/<int:heir>/", handovers.body, name="handover"),
    path("commission/handovers/<int:ended>/<int:heir>/freeze/", handovers.freeze, name="freeze"),
    path("commission/sanctions/<int:case>/give/", handovers.give, name="give"),
    path("commission/lists/<int:handover>/", handovers.one, name="list"),
    path("commission/lists/<int:handover>/sign/", handovers.sign, name="sign"),
    path("commission/lists/<int:handover>/withdraw/", handovers.withdraw, name="withdraw"),
    path("commission/lists/<int:handover>/line/", handovers.line, name="line"),
    path("commission/lists/<int:handover>/paper/", handovers.paper, name="paper"),
    path("commission/differences/<int:difference>/clear/", handovers.clear, name="clear"),
]

urlpatterns = [path("", include((_commission, "commission")))]
