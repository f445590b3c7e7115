from django.apps import AppConfig


class RemediationConfig(AppConfig):
    name = "liemchinh.remediation"
    label = "remediation"

    def ready(self) -> None:
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.remediation import recount
        from liemchinh.remediation.forgetting import erase

        register_recount("remediation", recount.differences)
        register_eraser(erase)
