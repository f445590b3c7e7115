from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "liemchinh.papers"
    label = "papers"

    def ready(self) -> None:
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.papers import recount
        from liemchinh.papers.issuers import organ_title, type_title

        register_recount("papers", recount.differences)
        provide_words("organ", organ_title)
        provide_words("type", type_title)
