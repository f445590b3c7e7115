from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "liemchinh.imports"
    label = "imports"

    def ready(self) -> None:
        from liemchinh.imports.erasing import erase_waiting
        from liemchinh.members.erasing import register_eraser

        register_eraser(erase_waiting)
