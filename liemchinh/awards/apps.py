from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "liemchinh.awards"
    label = "awards"
    needs = ("award.years",)

    def ready(self) -> None:
        from liemchinh.awards.erasing import erase_badge_numbers
        from liemchinh.awards.recount import differences
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser

        register_recount("awards", differences)
        register_eraser(erase_badge_numbers)
