"""Addresses of this area."""

from django.urls import include, path

from liemchinh.screening.views import helping, one, stepping, undoing

_screening = [
    path("screening/", one.screenings, name="list"),
    path("screening/branch/<int:organisation>/", stepping.name, name="name"),
    path("screening/<int:case>/", one.one, name="one"),
    path("screening/<int:case>/step/<slug:step>/", stepping.step, name="step"),
    path("screening/<int:case>/ground/<slug:step>/", stepping.ground, name="ground"),
    path("screening/<int:case>/vouch/<slug:step>/", stepping.vouch, name="vouch"),
    path("screening/<int:case>/agree/", helping.agreeing, name="agree"),
    path("screening/<int:case>/talk/", helping.talking, name="talk"),
    path("screening/<int:case>/cancel/", undoing.cancel, name="cancel"),
    path("screening/<int:case>/agreed/<int:agreed>/cancel/", undoing.agreed, name="cancel-agreed"),
    path("screening/<int:case>/talk/<int:talk>/cancel/", undoing.talk, name="cancel-talk"),
    path("screening/<int:case>/done/<int:agreed>/", helping.done, name="done"),
]

urlpatterns = [path("", include((_screening, "screening")))]
