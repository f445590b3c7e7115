"""Addresses of this area."""

from django.urls import include, path

from liemchinh.directives.views import book, one

_directives = [
    path("directives/at/<int:organisation>/", book.listed, name="book"),
    path("directives/at/<int:organisation>/new/", book.new, name="new"),
    path("directives/<int:document>/", one.one, name="one"),
    path("directives/<int:document>/end/", one.end, name="end"),
    path("directives/<int:document>/resume/", one.resume, name="resume"),
    path("directives/<int:document>/cancel/", one.cancel, name="cancel"),
]

urlpatterns = [path("", include((_directives, "directives")))]
