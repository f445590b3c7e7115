"""The list of areas."""

from django.urls import include, path

handler400 = "liemchinh.web.errors.bad_request"
handler403 = "liemchinh.web.errors.forbidden"
handler404 = "liemchinh.web.errors.not_found"
handler500 = "liemchinh.web.errors.server_error"

urlpatterns = [
    path("", include("liemchinh.web.urls")),
    path("", include("liemchinh.access.urls")),
    path("", include("liemchinh.journal.urls")),
    path("", include("liemchinh.organisations.urls")),
    path("", include("liemchinh.rulebook.urls")),
    path("", include("liemchinh.members.urls")),
    path("", include("liemchinh.behalf.urls")),
    path("", include("liemchinh.requests.urls")),
    path("", include("liemchinh.residence.urls")),
    path("", include("liemchinh.imports.urls")),
    path("", include("liemchinh.papers.urls")),
    path("", include("liemchinh.ballots.urls")),
    path("", include("liemchinh.directives.urls")),
    path("", include("liemchinh.tasks.urls")),
    path("", include("liemchinh.reports.urls")),
    path("", include("liemchinh.returns.urls")),
    path("", include("liemchinh.surveys.urls")),
    path("", include("liemchinh.agenda.urls")),
    path("", include("liemchinh.casework.urls")),
    path("", include("liemchinh.awards.urls")),
    path("", include("liemchinh.dues.urls")),
    path("", include("liemchinh.meetings.urls")),
    path("", include("liemchinh.study.urls")),
    path("", include("liemchinh.packets.urls")),
    path("", include("liemchinh.admission.urls")),
    path("", include("liemchinh.transfers.urls")),
    path("", include("liemchinh.screening.urls")),
    path("", include("liemchinh.standing.urls")),
    path("", include("liemchinh.appeals.urls")),
    path("", include("liemchinh.inspections.urls")),
    path("", include("liemchinh.discipline.urls")),
    path("", include("liemchinh.letters.urls")),
    path("", include("liemchinh.declarations.urls")),
    path("", include("liemchinh.reviews.urls")),
    path("", include("liemchinh.emulation.urls")),
    path("", include("liemchinh.remediation.urls")),
    path("", include("liemchinh.citizens.urls")),
    path("", include("liemchinh.figures.urls")),
    path("", include("liemchinh.api.urls")),
    path("", include("liemchinh.tabulations.urls")),
    path("", include("liemchinh.commission.urls")),
    path("", include("liemchinh.filling.urls")),
    path("", include("liemchinh.reconciliation.urls")),
    path("", include("liemchinh.national.urls")),
]
