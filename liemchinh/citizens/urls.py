"""Addresses of this area."""

from django.urls import include, path

from liemchinh.citizens.views import ratings

_citizens = [
    path("citizens/", ratings.ratings, name="ratings"),
    path("citizens/at/<int:organisation>/paper/", ratings.paper, name="paper"),
    path("citizens/paper/<int:rating>/cancel/", ratings.cancel, name="cancel-paper"),
]

urlpatterns = [path("", include((_citizens, "citizens")))]
