"""Addresses of this area."""

from django.urls import include, path

from liemchinh.members.views import listing, mine, one, posting, recording, registering, replacing, terms

_members = [
    path("members/", listing.members, name="list"),
    path("members/search/", listing.search, name="search"),
    path("members/mine/", mine.mine, name="mine"),
    path("members/add/", registering.register, name="register"),
    path("members/posts/", posting.posts, name="posts"),
    path("members/posts/at/<int:at>/take/", posting.take_post, name="take-post"),
    path("members/posts/at/<int:at>/terms/add/", terms.add_term, name="add-term"),
    path("members/posts/<int:number>/end/", posting.end_post, name="end-post"),
    path("members/posts/<int:number>/correct/", posting.correct_post, name="correct-post"),
    path("members/posts/<int:number>/cancel/", posting.cancel_post, name="cancel-post"),
    path("members/terms/<int:number>/correct/", terms.correct_term, name="correct-term"),
    path("members/terms/<int:number>/cancel/", terms.cancel_term, name="cancel-term"),
    path("members/<int:person>/readers/", mine.readers, name="readers"),
    path("members/<uuid:uid>/", one.one, name="one"),
    path("members/<uuid:uid>/open/", one.open_with_reason, name="open"),
    path("members/<uuid:uid>/correct/", recording.correct, name="correct"),
    path("members/<uuid:uid>/acts/", recording.act, name="act"),
    path("members/<uuid:uid>/entries/<int:sequence>/cancel/", recording.cancel, name="cancel"),
    path("members/<uuid:uid>/entries/<int:sequence>/replace/", replacing.replace, name="replace"),
]

urlpatterns = [path("", include((_members, "members")))]
