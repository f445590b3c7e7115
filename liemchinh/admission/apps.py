from django.apps import AppConfig


class AdmissionConfig(AppConfig):
    name = "liemchinh.admission"
    label = "admission"
    needs = ("admission",)

    def ready(self) -> None:
        from liemchinh.admission import following, forgetting, recount
        from liemchinh.admission.words import words_of_outcome
        from liemchinh.ballots.of_steps import StepVotes, provide_step_votes
        from liemchinh.casework.following import follow_with
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser

        follow_with("admission", following.follow_members)
        register_eraser(forgetting.erase_with_members)
        register_recount("admission", recount.differences)
        steps = dict.fromkeys(("branch_vote", "recognition_vote", "strike_off_vote"), "branch")
        provide_step_votes("admission", StepVotes("branch.vote", steps))
        provide_words("outcome", words_of_outcome)
