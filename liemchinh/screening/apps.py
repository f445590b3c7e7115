from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "liemchinh.screening"
    label = "screening"
    needs = ("screening",)

    def ready(self) -> None:
        from liemchinh.ballots.of_steps import StepVotes, provide_step_votes
        from liemchinh.casework.following import follow_with
        from liemchinh.journal.verification import register_recount
        from liemchinh.organisations.following import register_follower
        from liemchinh.screening import following, recount

        follow_with("screening", following.follow_members)
        register_follower(following.FOLLOWER)
        provide_step_votes(
            "screening", StepVotes("screening.keep", {"review_vote": "branch", "progress_vote": "branch"})
        )
        register_recount("screening", recount.differences)
