"""Addresses of this area."""

from django.urls import include, path

from liemchinh.organisations.views import changing, decided, one, reorganising, tree, waiting_places

_organisations = [
    path("organisations/", tree.tree, name="tree"),
    path("organisations/reorganise/", reorganising.start, name="reorganise"),
    path("organisations/reorganise/files/", reorganising.files, name="reorganise-files"),
    path("organisations/reorganise/<int:draft_id>/", decided.preview, name="preview"),
    path("organisations/reorganise/<int:draft_id>/apply/", decided.apply, name="apply"),
    path("organisations/reorganise/<int:draft_id>/applying/", decided.applying, name="applying"),
    path("organisations/reorganise/<int:draft_id>/throw-away/", reorganising.throw_away, name="throw-away"),
    path("organisations/reorganised/<int:sequence>/", decided.done, name="done"),
    path("organisations/reorganised/<int:sequence>/undo/", decided.take_back, name="undo"),
    path("organisations/unassigned/", waiting_places.places, name="unassigned"),
    path("organisations/assigned/<int:sequence>/undo/", waiting_places.unassign, name="unassign"),
    path("organisations/<int:pk>/", one.one, name="one"),
    path("organisations/<int:pk>/entries/", one.entries, name="entries"),
    path("organisations/<int:pk>/found/", changing.found, name="found"),
    path("organisations/<int:pk>/change/", changing.change, name="change"),
    path("organisations/<int:pk>/reorganise/<slug:how>/", reorganising.simple, name="reorganise-one"),
    path("organisations/<int:pk>/assign/", waiting_places.assign, name="assign"),
    path("organisations/<int:pk>/correct/", changing.correct, name="correct"),
]

urlpatterns = [path("", include((_organisations, "organisations")))]
