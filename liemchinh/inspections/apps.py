from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "liemchinh.inspections"
    label = "inspections"

    def ready(self) -> None:
        from liemchinh.inspections import case_recount
        from liemchinh.inspections.cases import KINDS
        from liemchinh.inspections.matter import is_subject
        from liemchinh.inspections.paper_facts import paper_facts
        from liemchinh.inspections.recount import differences
        from liemchinh.journal.verification import register_recount
        from liemchinh.papers.facts import provide_facts
        from liemchinh.papers.to_people import provide_told

        register_recount("inspections", differences)
        register_recount("inspection cases", case_recount.differences)
        for kind in KINDS:
            provide_facts(kind, paper_facts)
            provide_told(kind, is_subject)
