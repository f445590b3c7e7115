from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "liemchinh.standing"
    label = "standing"

    def ready(self) -> None:
        from liemchinh.casework.suspending import provide_suspensions
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.applying import register_companion
        from liemchinh.standing import following, recount
        from liemchinh.standing.suspensions import KeptHere

        register_companion(following.follow_members)
        provide_suspensions(KeptHere())
        register_recount("standing", recount.differences)
