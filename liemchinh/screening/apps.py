from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "liemchinh.screening"
    label = "screening"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.screening import recount

        register_recount("screening", recount.differences)
