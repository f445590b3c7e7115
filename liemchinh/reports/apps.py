"""The room of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports that hold: defined, drafted, checked, signed, frozen."""

    name = "liemchinh.reports"

    def ready(self) -> None:
        """Offers its recounts."""
        from liemchinh.journal.verification import register_recount
        from liemchinh.reports import recount, recount_templates, recount_written
        from liemchinh.reports.building import recount as recount_built

        register_recount("reports_built", recount_built.differences)
        register_recount("reports_handed", recount.differences)
        register_recount("reports_templates", recount_templates.differences)
        register_recount("reports_written", recount_written.differences)
