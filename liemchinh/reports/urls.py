"""Addresses of this area."""

from django.urls import include, path

from liemchinh.reports.views import collecting, files, handing, opening, pages, projecting, prose, templates

_reports = [
    path("reports/<int:report>/way/", handing.way, name="way"),
    path("reports/<int:report>/submit/", handing.submit, name="submit"),
    path("reports/<int:report>/approve/", handing.approve, name="approve"),
    path("reports/<int:report>/return/", handing.give_back, name="return"),
    path("reports/<int:report>/sign/", handing.sign, name="sign"),
    path("reports/<int:report>/again/", handing.again, name="again"),
    path("reports/<int:report>/take/", files.take, name="take"),
    path("reports/<int:report>/ask/", collecting.ask, name="ask"),
    path("reports/calls/<int:call>/", collecting.one, name="call"),
    path("reports/calls/<int:call>/remind/", collecting.remind, name="remind"),
    path("reports/calls/<int:call>/withdraw/", collecting.withdraw, name="withdraw"),
    path("reports/code/", opening.code, name="code"),
    path("reports/code/<str:code>/", opening.frozen, name="frozen"),
    path("reports/code/<str:code>/<str:figure>/", opening.figure, name="figure"),
    path("reports/<int:at>/templates/", templates.templates, name="templates"),
    path("reports/<int:at>/templates/blank/", templates.blank, name="template-blank"),
    path("reports/<int:at>/templates/<str:organ>/new/", templates.new, name="template-new"),
    path("reports/<int:at>/templates/<str:organ>/withdraw/", templates.withdraw, name="template-withdraw"),
    path("reports/templates/<int:template>/", templates.version, name="template-version"),
    path("reports/templates/<int:template>/example/", templates.tried, name="template-example"),
    path("reports/", pages.reports, name="list"),
    path("reports/start/<int:organisation>/", pages.start, name="start"),
    path("reports/<int:report>/", pages.one, name="one"),
    path("reports/<int:report>/project/", projecting.project, name="project"),
    path("reports/<int:report>/write/<str:part>/", prose.write, name="write"),
    path("reports/<int:report>/looked/", pages.looked, name="looked"),
    path("reports/<int:report>/give-up/", pages.give_up, name="give-up"),
]

urlpatterns = [path("", include((_reports, "reports")))]
