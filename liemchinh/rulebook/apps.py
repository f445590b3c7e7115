from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "liemchinh.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.rulebook.recount import differences
        from liemchinh.rulebook.rows import called

        provide_words("rule", called)
        register_recount("rulebook", differences)
