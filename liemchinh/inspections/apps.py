from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "liemchinh.inspections"
    label = "inspections"

    def ready(self) -> None:
        from liemchinh.inspections import case_recount
        from liemchinh.inspections.recount import differences
        from liemchinh.journal.verification import register_recount

        register_recount("inspections", differences)
        register_recount("inspection cases", case_recount.differences)
