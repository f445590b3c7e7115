from django.apps import AppConfig


class CommissionConfig(AppConfig):
    name = "liemchinh.commission"
    label = "commission"

    def ready(self) -> None:
        from liemchinh.commission.recount import differences
        from liemchinh.journal.verification import register_recount

        register_recount("commission", differences)
