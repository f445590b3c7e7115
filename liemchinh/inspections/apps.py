from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "liemchinh.inspections"
    label = "inspections"
    needs = ("inspection", "branch_inspection", "inspection_on_signs", "topic_supervision", "follow_up")

    def ready(self) -> None:
        from liemchinh.casework.concern import provide_concern
        from liemchinh.casework.history import provide_refusal_words
        from liemchinh.inspections import case_recount
        from liemchinh.inspections.asking import QUESTIONS
        from liemchinh.inspections.cases import KINDS
        from liemchinh.inspections.paper_facts import paper_facts
        from liemchinh.inspections.recount import differences
        from liemchinh.inspections.to_subject import CONCERN
        from liemchinh.journal.verification import register_recount
        from liemchinh.papers.facts import provide_facts

        register_recount("inspections", differences)
        register_recount("inspection cases", case_recount.differences)
        provide_refusal_words(QUESTIONS | {f"unknown-{code}": words for code, words in QUESTIONS.items()})
        for kind in KINDS:
            provide_facts(kind, paper_facts)
        provide_concern(KINDS, CONCERN)
