from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "liemchinh.appeals"
    label = "appeals"

    def ready(self) -> None:
        from liemchinh.appeals.cases import BODY, KIND, VERB
        from liemchinh.appeals.paper_facts import paper_facts
        from liemchinh.appeals.recount import differences
        from liemchinh.appeals.to_appellant import CONCERN
        from liemchinh.ballots.of_steps import StepVotes, provide_step_votes
        from liemchinh.casework.concern import provide_concern
        from liemchinh.casework.settling import rules_on_decisions
        from liemchinh.journal.verification import register_recount
        from liemchinh.papers.facts import provide_facts

        provide_concern([KIND], CONCERN)
        rules_on_decisions(KIND)
        provide_step_votes(KIND, StepVotes(VERB, {"body_meeting": BODY}))
        provide_facts(KIND, paper_facts)
        register_recount("appeals", differences)
