from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "liemchinh.papers"
    label = "papers"

    def ready(self) -> None:
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.papers import recount
        from liemchinh.papers.declaring import words_of_holding
        from liemchinh.papers.issuers import organ_title, type_title
        from liemchinh.papers.wordings import paper_title

        register_recount("papers", recount.differences)
        provide_words("organ", organ_title)
        provide_words("type", type_title)
        provide_words("paper", paper_title)
        provide_words("holds", words_of_holding)
