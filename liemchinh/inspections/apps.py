from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "liemchinh.inspections"
    label = "inspections"

    def ready(self) -> None:
        from liemchinh.inspections.recount import differences
        from liemchinh.journal.verification import register_recount

        register_recount("inspections", differences)
