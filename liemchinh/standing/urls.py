"""Addresses of this area."""

from django.urls import include, path

from liemchinh.standing.views import listing, one, starting, stepping

_standing = [
    path("standing/", listing.matters, name="list"),
    path("standing/branch/<int:organisation>/", listing.choose, name="choose"),
    path("standing/person/<uuid:uid>/", starting.begin, name="begin"),
    path("standing/person/<uuid:uid>/<slug:first>/", starting.start, name="start"),
    path("standing/<int:case>/", one.one, name="one"),
    path("standing/<int:case>/step/<slug:step>/", stepping.step, name="step"),
    path("standing/<int:case>/cancel/", stepping.cancel, name="cancel"),
    path("standing/<int:case>/ground/<slug:step>/", stepping.ground, name="ground"),
    path("standing/<int:case>/vouch/<slug:step>/", stepping.vouch, name="vouch"),
]

urlpatterns = [path("", include((_standing, "standing")))]
