"""Addresses of this area."""

from django.urls import include, path

from liemchinh.reviews.views import deciding, grades, handing, overview

_reviews = [
    path("reviews/", overview.overview, name="list"),
    path("reviews/<int:organisation>/<slug:sort>/papers/", handing.handing, name="handing"),
    path("reviews/<int:organisation>/grades/", grades.grades, name="grades"),
    path("reviews/<int:organisation>/decide/", deciding.decide, name="decide"),
    path("reviews/<int:organisation>/vouch/", deciding.vouch, name="vouch"),
    path("reviews/<int:organisation>/take-back/", deciding.take_back, name="take-back"),
    path("reviews/grades/<int:pk>/", deciding.regrade, name="regrade"),
]

urlpatterns = [path("", include((_reviews, "reviews")))]
