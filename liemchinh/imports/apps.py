from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "liemchinh.imports"
    label = "imports"

    def ready(self) -> None:
        from liemchinh.imports.deciding import WORDS
        from liemchinh.imports.erasing import erase_waiting
        from liemchinh.journal.names import provide_words
        from liemchinh.members.erasing import register_eraser

        provide_words("choice", lambda code: str(WORDS.get(code, code)))
        register_eraser(erase_waiting)
