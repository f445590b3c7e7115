from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "liemchinh.letters"
    label = "letters"

    def ready(self) -> None:
        from liemchinh.casework.concern import provide_concern
        from liemchinh.journal.verification import register_recount
        from liemchinh.letters import case_recount
        from liemchinh.letters.cases import KIND
        from liemchinh.letters.paper_facts import paper_facts
        from liemchinh.letters.recount import differences
        from liemchinh.letters.to_subject import CONCERN
        from liemchinh.papers.facts import provide_facts

        register_recount("letters", differences)
        register_recount("denunciations", case_recount.differences)
        provide_facts(KIND, paper_facts)
        provide_concern([KIND], CONCERN)
