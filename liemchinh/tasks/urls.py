"""Addresses of this area."""

from django.urls import include, path

from liemchinh.tasks.views import giving, own, progress

_tasks = [
    path("tasks/at/<int:organisation>/", own.listed, name="list"),
    path("tasks/at/<int:organisation>/<int:giving>/", own.mine, name="mine"),
    path("tasks/at/<int:organisation>/<int:giving>/received/", own.acknowledge, name="acknowledge"),
    path("tasks/at/<int:organisation>/task/<int:task>/plan/", own.plan, name="plan"),
    path("tasks/at/<int:organisation>/task/<int:task>/report/", own.report, name="report"),
    path("tasks/at/<int:organisation>/task/<int:task>/not-applicable/", own.not_applicable, name="not-applicable"),
    path("tasks/answer/<int:answer>/cancel/", own.cancel, name="cancel"),
    path("tasks/answer/<int:answer>/return/", progress.send_back, name="return"),
    path("tasks/give/<int:document>/", giving.give, name="give"),
    path("tasks/<int:giving>/", progress.one, name="progress"),
    path("tasks/<int:giving>/withdraw/", giving.withdraw, name="withdraw"),
    path("tasks/task/<int:task>/move/", giving.move, name="move"),
    path("tasks/task/<int:task>/", progress.addressees, name="task"),
]

urlpatterns = [path("", include((_tasks, "tasks")))]
