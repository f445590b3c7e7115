from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "liemchinh.declarations"
    label = "declarations"

    def ready(self) -> None:
        from liemchinh.declarations import recount, words
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount

        provide_words("declaration_kind", words.kind_words)
        provide_words("declaration_group", words.group_words)
        provide_words("publication_way", words.way_words)
        provide_words("draw_source", words.source_words)
        register_recount("declarations", recount.differences)
