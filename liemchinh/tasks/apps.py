from django.apps import AppConfig


class TasksConfig(AppConfig):
    name = "liemchinh.tasks"
    label = "tasks"

    def ready(self) -> None:
        from liemchinh.directives.following import register_follower
        from liemchinh.journal.verification import register_recount
        from liemchinh.tasks.carried import FOLLOWER
        from liemchinh.tasks.recount import differences

        register_recount("tasks", differences)
        register_follower(FOLLOWER)
