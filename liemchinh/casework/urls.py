"""Addresses of the pages that all kinds of case share; the pages of a case itself are its room's."""

from django.urls import include, path

from liemchinh.casework import own_views, statement_views, views

_casework = [
    path("cases/", views.work, name="work"),
    path("cases/adrift/", views.adrift, name="adrift"),
    path("cases/<int:case>/grants/", views.grants, name="grants"),
    path("cases/<int:case>/grants/<int:account>/end/", views.end, name="end-grant"),
    path("cases/<int:case>/grants/<int:account>/recuse/", views.recuse_one, name="recuse"),
    path("cases/<int:case>/grants/<int:account>/vouch/", views.vouch, name="vouch-grant"),
    path("cases/<int:case>/give/", views.give, name="give"),
    path("cases/<int:case>/received/", statement_views.receive, name="receive"),
    path("cases/<int:case>/statements/<int:statement>/", statement_views.read, name="statement"),
    path("cases/<int:case>/statements/<int:statement>/cancel/", statement_views.cancel, name="cancel-received"),
    path("cases/mine/<int:case>/", own_views.mine, name="mine"),
    path("cases/mine/<int:case>/write/<slug:what>/", own_views.write, name="write"),
    path("cases/mine/<int:case>/write/<slug:what>/discard/", own_views.discard, name="discard"),
    path("cases/mine/<int:case>/blank/<slug:what>/", own_views.blank, name="blank"),
    path("cases/mine/<int:case>/sent/<int:statement>/", own_views.sent, name="sent"),
    path("cases/mine/<int:case>/team/<int:person>/challenge/", own_views.challenge, name="challenge"),
    path("deadlines/<int:number>/why/", views.why, name="why"),
]

urlpatterns = [path("", include((_casework, "casework")))]
