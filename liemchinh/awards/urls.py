"""Addresses of this area."""

from django.urls import include, path

from liemchinh.awards.views import listing, one

_awards = [
    path("awards/", listing.awards, name="list"),
    path("awards/at/<int:at>/propose/", listing.propose, name="propose"),
    path("awards/at/<int:at>/decide/", listing.decide, name="decide"),
    path("awards/at/<int:at>/register/", listing.register, name="register"),
    path("awards/<int:pk>/", one.one, name="one"),
    path("awards/<int:pk>/hand-over/", one.hand_over, name="hand-over"),
    path("awards/<int:pk>/cancel/", one.cancel, name="cancel"),
]

urlpatterns = [path("", include((_awards, "awards")))]
