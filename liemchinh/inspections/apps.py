from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "liemchinh.inspections"
    label = "inspections"

    def ready(self) -> None:
        from liemchinh.inspections.recount import differences
        from liemchinh.inspections.words import ORGANS
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount

        register_recount("inspections", differences)
        provide_words("organ", lambda code: str(ORGANS.get(code, code)))
