"""Addresses of this area."""

from django.urls import include, path

from liemchinh.letters.views import book, cases, identities, letters

_letters = [
    path("letters/", book.listed, name="book"),
    path("letters/at/<int:organisation>/new/", book.new, name="new"),
    path("letters/<int:letter>/", letters.one, name="letter"),
    path("letters/<int:letter>/arrive/", book.arrive, name="arrive"),
    path("letters/<int:letter>/sort/<slug:outcome>/", letters.sort, name="sort"),
    path("letters/<int:letter>/unsort/", letters.unsort, name="unsort"),
    path("letters/<int:letter>/cancel/", letters.cancel, name="cancel"),
    path("letters/<int:letter>/denunciation/", cases.start, name="start"),
    path("letters/cases/", cases.listed, name="cases"),
    path("letters/cases/<int:case>/", cases.one, name="case"),
    path("letters/cases/<int:case>/step/<slug:code>/", cases.step, name="step"),
    path("letters/cases/<int:case>/ground/", cases.ground, name="ground"),
    path("letters/cases/<int:case>/ground/vouch/", cases.vouch, name="vouch"),
    path("letters/cases/<int:case>/cancel/", cases.cancel, name="cancel-step"),
    path("letters/cases/<int:case>/allegations/", cases.add, name="add"),
    path("letters/cases/<int:case>/allegations/<int:allegation>/drop/", cases.drop, name="drop"),
    path("letters/writers/", identities.listed, name="identities"),
    path("letters/writers/<int:letter>/seal/", identities.seal, name="seal-identity"),
    path("letters/writers/<int:letter>/open/", identities.open_one, name="open-identity"),
]

urlpatterns = [path("", include((_letters, "letters")))]
