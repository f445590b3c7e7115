from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CaseworkConfig(AppConfig):
    name = "liemchinh.casework"
    label = "casework"

    def ready(self) -> None:
        from liemchinh.casework import recount
        from liemchinh.journal.verification import register_recount

        # A room's `cases` says which kinds of case it has.
        autodiscover_modules("cases")
        register_recount("casework", recount.differences)
