"""Addresses of this area."""

from django.urls import include, path

from liemchinh.requests.views import answering, asking

_requests = [
    path("requests/", asking.listed, name="list"),
    path("requests/choose/", asking.choose, name="choose"),
    path("requests/ask/<slug:item>/", asking.ask, name="ask"),
    path("requests/<int:request_id>/", asking.one, name="one"),
    path("requests/<int:request_id>/turn/", asking.turn, name="turn"),
    path("requests/<int:request_id>/answer/", answering.answer_one, name="answer"),
]

urlpatterns = [path("", include((_requests, "requests")))]
