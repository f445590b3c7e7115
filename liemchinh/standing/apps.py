from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "liemchinh.standing"
    label = "standing"
    needs = ("standing",)

    def ready(self) -> None:
        from liemchinh.ballots.of_steps import StepVotes, provide_step_votes
        from liemchinh.casework.following import follow_with
        from liemchinh.casework.suspending import provide_suspensions
        from liemchinh.journal.verification import register_recount
        from liemchinh.standing import following, recount
        from liemchinh.standing.suspensions import KeptHere

        follow_with("standing", following.follow_members)
        provide_suspensions(KeptHere())
        provide_step_votes("standing", StepVotes("branch.vote", {"strike_off_voted": "branch"}))
        register_recount("standing", recount.differences)
