from django.apps import AppConfig


class StudyConfig(AppConfig):
    name = "liemchinh.study"
    label = "study"

    def ready(self) -> None:
        from liemchinh.directives.following import register_follower
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.study.following import FOLLOWER
        from liemchinh.study.forgetting import erase
        from liemchinh.study.recount import differences

        register_recount("study", differences)
        register_eraser(erase)
        register_follower(FOLLOWER)
