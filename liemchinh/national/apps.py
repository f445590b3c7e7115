from django.apps import AppConfig


class NationalConfig(AppConfig):
    name = "liemchinh.national"
    label = "national"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.national import recount

        register_recount("national", recount.differences)
