"""Addresses of this area."""

from django.urls import include, path

from liemchinh.letters.views import book, letters

_letters = [
    path("letters/", book.listed, name="book"),
    path("letters/at/<int:organisation>/new/", book.new, name="new"),
    path("letters/<int:letter>/", letters.one, name="letter"),
    path("letters/<int:letter>/arrive/", book.arrive, name="arrive"),
    path("letters/<int:letter>/sort/<slug:outcome>/", letters.sort, name="sort"),
    path("letters/<int:letter>/unsort/", letters.unsort, name="unsort"),
    path("letters/<int:letter>/cancel/", letters.cancel, name="cancel"),
]

urlpatterns = [path("", include((_letters, "letters")))]
