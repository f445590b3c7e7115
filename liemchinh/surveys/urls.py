"""Addresses of this area."""

from django.urls import include, path

from liemchinh.surveys.views import branch, concerned, overview, own, rounds

_surveys = [
    path("surveys/<int:organisation>/", overview.overview, name="list"),
    path("surveys/<int:organisation>/resolution/", rounds.resolve, name="resolve"),
    path("surveys/<int:organisation>/call/", rounds.call, name="call"),
    path("surveys/resolutions/<int:pk>/end/", rounds.end, name="end"),
    path("surveys/rounds/<int:pk>/", rounds.one, name="round"),
    path("surveys/rounds/<int:pk>/close/", rounds.close, name="close"),
    path("surveys/rounds/<int:pk>/withdraw/", rounds.withdraw, name="withdraw"),
    path("surveys/branches/<int:pk>/", branch.one, name="part"),
    path("surveys/branches/<int:pk>/prepare/", branch.prepare, name="prepare"),
    path("surveys/branches/<int:pk>/report/", branch.report, name="report"),
    path("surveys/branches/<int:pk>/talk/<int:person>/", concerned.talk, name="talk"),
    path("surveys/branches/<int:pk>/help/<int:person>/", concerned.agree, name="help"),
    path("surveys/helps/<int:pk>/done/", concerned.done, name="done"),
    path("me/surveys/", own.own, name="own"),
    path("me/surveys/<int:pk>/contest/", own.contest, name="contest"),
]

urlpatterns = [path("", include((_surveys, "surveys")))]
