"""Addresses of this area."""

from django.urls import include, path

from liemchinh.emulation.views import branch, deciding, overview, public

_emulation = [
    path("emulation/", overview.overview, name="list"),
    path("emulation/<int:organisation>/register/", branch.register, name="register"),
    path("emulation/<int:organisation>/propose/", deciding.propose, name="propose"),
    path("emulation/<int:organisation>/decide/", deciding.decide, name="decide"),
    path("emulation/<int:organisation>/vouch/", deciding.vouch, name="vouch"),
    path("emulation/registrations/<int:pk>/", branch.one, name="one"),
    path("emulation/registrations/<int:pk>/listed/", branch.listed, name="listed"),
    path("emulation/registrations/<int:pk>/withdraw/", branch.withdraw, name="withdraw"),
    path("emulation/decisions/<int:pk>/revoke/", deciding.revoke, name="revoke"),
    path("emulation/decisions/<int:pk>/take-back/", deciding.take_back, name="take-back"),
    path("models/", public.recognised, name="public"),
]

urlpatterns = [path("", include((_emulation, "emulation")))]
