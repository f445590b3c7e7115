from django.apps import AppConfig


class DuesConfig(AppConfig):
    name = "liemchinh.dues"
    label = "dues"

    def ready(self) -> None:
        from liemchinh.dues import recount
        from liemchinh.dues.forgetting import erase
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser

        register_recount("dues", recount.differences)
        register_eraser(erase)
