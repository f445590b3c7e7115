from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "liemchinh.access"
    label = "access"

    def ready(self) -> None:
        from liemchinh.access import scope, sessions
        from liemchinh.access.names import account_names, factor_name, role_name
        from liemchinh.journal.names import provide_names, provide_words
        from liemchinh.journal.queries import provide_scope

        provide_names("account", account_names)
        provide_words("role", role_name)
        provide_words("factor", factor_name)
        provide_scope(scope.inside)
        sessions.connect()
