"""Addresses of this area."""

from django.urls import include, path

from liemchinh.reports.views import collecting, files, handing, opening, pages, projecting, prose, templates, workbooks
from liemchinh.reports.views.building import figures, listing, tables, things, whole

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
    path("reports/<int:report>/workbooks/", workbooks.workbooks, name="workbooks"),
    path("reports/<int:report>/workbooks/<int:blank>/", workbooks.workbook, name="workbook"),
]
_one = "reports/definitions/<int:definition>/"
_definitions = [
    path("reports/definitions/", listing.definitions, name="definitions"),
    path("reports/definitions/begin/<int:organisation>/", listing.begin, name="begin-definition"),
    path(_one, listing.definition, name="definition"),
    path(f"{_one}about/<str:what>/", whole.about, name="definition-about"),
    path(f"{_one}preview/", whole.preview, name="definition-preview"),
    path(f"{_one}publish/", whole.publish, name="definition-publish"),
    path(f"{_one}again/", whole.again, name="definition-again"),
    path(f"{_one}drop/", whole.drop, name="definition-drop"),
    path(f"{_one}close/", whole.close, name="definition-close"),
    path(f"{_one}section/", things.add_section, name="definition-section"),
    path(f"{_one}at/<str:place>/", things.thing, name="definition-thing"),
    path(f"{_one}at/<str:place>/add/", things.add_part, name="definition-add"),
    path(f"{_one}at/<str:place>/figure/", figures.add_figure, name="definition-figure"),
    path(f"{_one}at/<str:place>/table/", tables.table, name="definition-table"),
    path(f"{_one}at/<str:place>/line/", tables.add_line, name="definition-line"),
    path(f"{_one}at/<str:place>/columns/", tables.columns, name="definition-columns"),
    path(f"{_one}at/<str:place>/<str:way>/", things.move, name="definition-move"),
]

urlpatterns = [path("", include(([*_reports, *_definitions], "reports")))]
