from django.apps import AppConfig


class BehalfConfig(AppConfig):
    name = "liemchinh.behalf"
    label = "behalf"

    def ready(self) -> None:
        from liemchinh.behalf import recount
        from liemchinh.behalf.models import Mandate
        from liemchinh.behalf.tasks import words_of
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser

        provide_words("task", words_of)
        register_recount("behalf", recount.differences)
        register_eraser(lambda people: Mandate.objects.filter(person_id__in=people).delete())
