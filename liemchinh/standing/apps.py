from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "liemchinh.standing"
    label = "standing"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.applying import register_companion
        from liemchinh.standing import following, recount

        register_companion(following.follow_members)
        register_recount("standing", recount.differences)
