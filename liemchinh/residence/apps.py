from django.apps import AppConfig


class ResidenceConfig(AppConfig):
    name = "liemchinh.residence"
    label = "residence"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.applying import register_companion
        from liemchinh.members.erasing import register_eraser
        from liemchinh.residence import following, recount
        from liemchinh.residence.models import Link

        register_recount("residence", recount.differences)
        register_companion(following.follow_members)
        register_eraser(lambda people: Link.objects.filter(person_id__in=people).delete())
