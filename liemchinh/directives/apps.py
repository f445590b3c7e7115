from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "liemchinh.directives"
    label = "directives"

    def ready(self) -> None:
        from liemchinh.directives.recount import differences
        from liemchinh.journal.verification import register_recount

        register_recount("directives", differences)
