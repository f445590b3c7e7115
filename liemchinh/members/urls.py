"""Addresses of this area."""

from django.urls import include, path

from liemchinh.members.views import listing, mine, one, recording, registering, replacing

_members = [
    path("members/", listing.members, name="list"),
    path("members/search/", listing.search, name="search"),
    path("members/mine/", mine.mine, name="mine"),
    path("members/add/", registering.register, name="register"),
    path("members/<int:person>/readers/", mine.readers, name="readers"),
    path("members/<uuid:uid>/", one.one, name="one"),
    path("members/<uuid:uid>/open/", one.open_with_reason, name="open"),
    path("members/<uuid:uid>/correct/", recording.correct, name="correct"),
    path("members/<uuid:uid>/acts/", recording.act, name="act"),
    path("members/<uuid:uid>/entries/<int:sequence>/cancel/", recording.cancel, name="cancel"),
    path("members/<uuid:uid>/entries/<int:sequence>/replace/", replacing.replace, name="replace"),
]

urlpatterns = [path("", include((_members, "members")))]
