from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "liemchinh.letters"
    label = "letters"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.letters.recount import differences

        register_recount("letters", differences)
