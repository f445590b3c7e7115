from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "liemchinh.access"
    label = "access"

    def ready(self) -> None:
        from liemchinh.access.names import account_names
        from liemchinh.journal.names import provide_names

        provide_names("account", account_names)
