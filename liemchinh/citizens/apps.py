from django.apps import AppConfig


class CitizensConfig(AppConfig):
    name = "liemchinh.citizens"
    label = "citizens"

    def ready(self) -> None:
        from liemchinh.citizens.recount import differences
        from liemchinh.citizens.words import WAYS
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount

        register_recount("citizens", differences)
        provide_words("way_of_rating", WAYS)
