"""Addresses of this area: the officers' pages, the schema, and what other programs ask."""

from typing import Any

from django.urls import include, path

from liemchinh.api import views
from liemchinh.api.endpoints import api

_pages = [
    path("api/v1/openapi.json", views.schema, name="schema"),
    path("organisations/<int:organisation>/keys/", views.tokens, name="tokens"),
    path("organisations/<int:organisation>/keys/make/", views.make, name="make"),
    path("keys/<int:token>/", views.calls, name="calls"),
    path("keys/<int:token>/revoke/", views.revoke, name="revoke"),
]
# Without its root, which answers nothing.
_questions: list[Any] = [one for one in api.urls[0] if one.name != "api-root"]

urlpatterns = [
    path("", include((_pages, "api"))),
    path("api/v1/", include((_questions, "api-v1"))),
]
