"""Addresses of this area."""

from django.urls import include, path

from liemchinh.imports.views import draft, mapping, run, start, waiting

_imports = [
    path("imports/", start.start, name="start"),
    path("imports/waiting/", waiting.rows, name="waiting"),
    path("imports/waiting/<int:waiting_id>/", waiting.decide, name="decide"),
    path("imports/<int:run_id>/", run.run, name="run"),
    path("imports/<int:run_id>/stop/", run.stop, name="stop"),
    path("imports/<int:run_id>/rejected.xlsx", run.rejected, name="rejected"),
    path("imports/<int:run_id>/target/", draft.target, name="target"),
    path("imports/<int:run_id>/tables/", draft.tables, name="tables"),
    path("imports/<int:run_id>/practice/", draft.practice, name="practice"),
    path("imports/<int:run_id>/begin/", draft.begin, name="begin"),
    path("imports/<int:run_id>/discard/", draft.discard, name="discard"),
    path("imports/<int:run_id>/tables/<int:place>/", mapping.table, name="table"),
    path("imports/<int:run_id>/tables/<int:place>/kind/", mapping.kind, name="kind"),
    path("imports/<int:run_id>/tables/<int:place>/numbers/", mapping.numbers, name="numbers"),
    path("imports/<int:run_id>/tables/<int:place>/columns/<int:column>/", mapping.column, name="column"),
]

urlpatterns = [path("", include((_imports, "imports")))]
