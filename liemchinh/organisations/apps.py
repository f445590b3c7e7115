from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "liemchinh.organisations"
    label = "organisations"

    def ready(self) -> None:
        from liemchinh.access.scope import provide_subtree
        from liemchinh.journal.names import provide_names
        from liemchinh.journal.verification import register_recount
        from liemchinh.organisations import lifetimes, queries, recount, within

        provide_subtree(
            queries.subtree,
            within=within.is_within,
            tops=queries.tops,
            find=queries.find_within,
            ended=lambda number, on: list(lifetimes.faults_of_places([(number, on)]).values()),
        )
        provide_names("organisation", queries.names)
        register_recount("organisations", recount.differences)
