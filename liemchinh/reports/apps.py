"""The room of reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports that hold: defined, drafted, checked, signed, frozen."""

    name = "liemchinh.reports"
