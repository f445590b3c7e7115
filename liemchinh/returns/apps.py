from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "liemchinh.returns"
    label = "returns"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.returns.recount import differences

        register_recount("returns", differences)
