from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    name = "liemchinh.reconciliation"
    label = "reconciliation"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.reconciliation import recount
        from liemchinh.reconciliation.forgetting import erase

        register_recount("reconciliation", recount.differences)
        register_eraser(erase)
