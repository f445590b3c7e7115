from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "liemchinh.imports"
    label = "imports"

    def ready(self) -> None:
        from liemchinh.imports.erasing import erase_waiting
        from liemchinh.journal.names import provide_words
        from liemchinh.members.erasing import register_eraser

        provide_words("choice", _choice)
        register_eraser(erase_waiting)


def _choice(code: str) -> str:
    # Most commands never read a file: what reads them is loaded by those that do.
    from liemchinh.imports.deciding import WORDS

    return str(WORDS.get(code, code))
