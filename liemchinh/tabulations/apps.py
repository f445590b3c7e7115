from django.apps import AppConfig


class TabulationsConfig(AppConfig):
    name = "liemchinh.tabulations"
    label = "tabulations"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.tabulations.recount import differences

        register_recount("tabulations", differences)
