"""Addresses of this area."""

from django.urls import include, path

from liemchinh.appeals import own_views, views

_appeals = [
    path("appeals/", views.cases, name="cases"),
    path("appeals/at/<int:organisation>/received/", views.received, name="receive"),
    path("appeals/<int:case>/", views.one, name="case"),
    path("appeals/<int:case>/step/<slug:code>/", views.step, name="step"),
    path("appeals/<int:case>/ground/", views.ground, name="ground"),
    path("appeals/<int:case>/ground/vouch/", views.vouch, name="vouch"),
    path("appeals/<int:case>/cancel/", views.cancel, name="cancel"),
    path("appeals/<int:case>/restored/<slug:what>/", views.restored, name="restored"),
    path("appeals/of/<int:organisation>/", own_views.decisions, name="own"),
    path("appeals/of/<int:organisation>/<int:source>/file/", own_views.file, name="file_own"),
    path("appeals/mine/<int:source>/file/", views.file, name="file"),
]

urlpatterns = [path("", include((_appeals, "appeals")))]
