from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "liemchinh.agenda"
    label = "agenda"

    def ready(self) -> None:
        from liemchinh.agenda.recount import differences
        from liemchinh.journal.verification import register_recount

        register_recount("agenda", differences)
