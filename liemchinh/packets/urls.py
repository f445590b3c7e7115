"""Addresses of this area."""

from django.urls import include, path

from liemchinh.packets.views import branches, month, paper

_packets = [
    path("months/", branches.branches, name="branches"),
    path("months/<int:organisation>/", month.month, name="month"),
    path("months/<int:organisation>/packet/", month.make, name="make"),
    path("packets/<int:packet>/", paper.one, name="one"),
    path("packets/<int:packet>/enter/", paper.enter, name="enter"),
]

urlpatterns = [path("", include((_packets, "packets")))]
