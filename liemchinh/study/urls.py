"""Addresses of this area."""

from django.urls import include, path

from liemchinh.study.views import calling, rolls, sittings

_study = [
    path("study/at/<int:organisation>/", sittings.listed, name="list"),
    path("study/at/<int:organisation>/new/", calling.call, name="call"),
    path("study/<int:sitting>/", sittings.one, name="one"),
    path("study/<int:sitting>/revoke/", calling.revoke, name="revoke"),
    path("study/<int:sitting>/roll/<int:organisation>/", rolls.by_name, name="roll"),
    path("study/<int:sitting>/count/<int:organisation>/", rolls.by_count, name="count"),
    path("study/roll/<int:roll>/withdraw/", rolls.withdraw, name="withdraw"),
]

urlpatterns = [path("", include((_study, "study")))]
