from django.apps import AppConfig


class NationalConfig(AppConfig):
    name = "liemchinh.national"
    label = "national"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.national import recount
        from liemchinh.national.forgetting import erase

        register_recount("national", recount.differences)
        register_eraser(erase)
