"""Addresses of this area."""

from django.urls import include, path

from liemchinh.national.views import changes, comparing, layout

_national = [
    path("national/", changes.keepers, name="list"),
    path("national/<int:organisation>/", changes.waiting, name="changes"),
    path("national/<int:organisation>/entered/", changes.entered, name="entered"),
    path("national/<int:organisation>/enter-all/", changes.enter_everything, name="enter-all"),
    path("national/<int:organisation>/not-entered/<int:act>/", changes.not_entered, name="not-entered"),
    path("national/<int:organisation>/take/", changes.take, name="take"),
    path("national/<int:organisation>/columns/", layout.columns, name="columns"),
    path("national/<int:organisation>/columns/<int:place>/", layout.column, name="column"),
    path("national/<int:organisation>/columns/upload/", layout.upload, name="upload"),
    path("national/<int:organisation>/stop/", layout.stop, name="stop"),
    path("national/<int:organisation>/compare/", comparing.compare, name="compare"),
    path("national/comparisons/<int:comparison>/", comparing.one, name="comparison"),
    path("national/comparisons/<int:comparison>/differences/", comparing.differences, name="differences"),
    path("national/comparisons/<int:comparison>/discard/", comparing.discard, name="discard"),
]

urlpatterns = [path("", include((_national, "national")))]
