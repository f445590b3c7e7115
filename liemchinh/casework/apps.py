from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CaseworkConfig(AppConfig):
    name = "liemchinh.casework"
    label = "casework"

    def ready(self) -> None:
        from liemchinh.casework import following, recount
        from liemchinh.casework.models import StatementDraft
        from liemchinh.casework.queries import sealed_from
        from liemchinh.casework.statement_queries import entries_of
        from liemchinh.journal.queries import provide_sealed
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.applying import register_companion
        from liemchinh.members.erasing import register_beside, register_eraser
        from liemchinh.organisations.following import register_follower

        # A room's `cases` says which kinds of case it has.
        autodiscover_modules("cases")
        provide_sealed(sealed_from)
        register_companion(following.follow_members)
        register_follower(following.FOLLOWER)
        register_recount("casework", recount.differences)
        register_beside(entries_of)
        register_eraser(lambda people: StatementDraft.objects.filter(person_id__in=people).delete())
