from django.apps import AppConfig


class DeclarationsConfig(AppConfig):
    name = "liemchinh.declarations"
    label = "declarations"
    needs = ("declaration.kinds", "verification")

    def ready(self) -> None:
        from liemchinh.casework.concern import provide_concern
        from liemchinh.declarations import case_recount, recount, words
        from liemchinh.declarations.cases import KIND
        from liemchinh.declarations.paper_facts import paper_facts
        from liemchinh.declarations.to_subject import CONCERN
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.papers.facts import provide_facts

        provide_words("declaration_kind", words.kind_words)
        provide_words("declaration_group", words.group_words)
        provide_words("publication_way", words.way_words)
        provide_words("draw_source", words.source_words)
        register_recount("declarations", recount.differences)
        register_recount("verifications", case_recount.differences)
        provide_facts(KIND, paper_facts)
        provide_concern([KIND], CONCERN)
