from django.apps import AppConfig


class ResidenceConfig(AppConfig):
    name = "liemchinh.residence"
    label = "residence"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.residence import recount
        from liemchinh.residence.models import Link

        register_recount("residence", recount.differences)
        register_eraser(lambda people: Link.objects.filter(person_id__in=people).delete())
