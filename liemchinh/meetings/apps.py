from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "liemchinh.meetings"
    label = "meetings"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.meetings import recount
        from liemchinh.meetings.forgetting import erase
        from liemchinh.members.erasing import register_eraser

        register_recount("meetings", recount.differences)
        register_eraser(erase)
