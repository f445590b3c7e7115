from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "liemchinh.citizens"
    label = "citizens"

    def ready(self) -> None:
        from liemchinh.citizens import recount, recount_reports
        from liemchinh.citizens.words import PAPER_WAYS, WAYS
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount

        register_recount("citizens", recount.differences)
        register_recount("citizens.reports", recount_reports.differences)
        provide_words("way_of_rating", WAYS)
        provide_words("way_of_paper", PAPER_WAYS)
