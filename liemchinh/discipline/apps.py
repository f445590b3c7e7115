from django.apps import AppConfig


class DisciplineConfig(AppConfig):
    name = "liemchinh.discipline"
    label = "discipline"

    def ready(self) -> None:
        from liemchinh.ballots.of_steps import provide_step_votes
        from liemchinh.casework.concern import provide_concern
        from liemchinh.casework.history import provide_refusal_words
        from liemchinh.casework.settling import provide_decisions
        from liemchinh.discipline.cases import KIND
        from liemchinh.discipline.paper_facts import paper_facts
        from liemchinh.discipline.recount import differences
        from liemchinh.discipline.settling import Sanctions
        from liemchinh.discipline.step_votes import STEP_VOTES
        from liemchinh.discipline.to_subject import CONCERN
        from liemchinh.discipline.words import OBJECTIONS
        from liemchinh.journal.verification import register_recount
        from liemchinh.papers.facts import provide_facts

        provide_refusal_words(OBJECTIONS)
        provide_facts(KIND, paper_facts)
        provide_decisions(KIND, Sanctions())
        provide_concern([KIND], CONCERN)
        provide_step_votes(KIND, STEP_VOTES)
        register_recount("discipline", differences)
