from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "liemchinh.transfers"
    label = "transfers"
    needs = ("transfers",)

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.organisations.following import register_follower
        from liemchinh.transfers import following, recount
        from liemchinh.transfers.erasing import erase_outside

        register_follower(following.FOLLOWER)
        register_recount("transfers", recount.differences)
        register_eraser(erase_outside)
