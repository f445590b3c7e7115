"""The room of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports that hold: defined, drafted, checked, signed, frozen."""

    name = "liemchinh.reports"

    def ready(self) -> None:
        """Offers its recount."""
        from liemchinh.journal.verification import register_recount
        from liemchinh.reports.recount import differences

        register_recount("reports_handed", differences)
