from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "liemchinh.api"
    label = "api"

    def ready(self) -> None:
        from liemchinh.api.purposes import PURPOSES, RIGHTS
        from liemchinh.api.recount import differences
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount

        provide_words("purpose", lambda code: str(PURPOSES[code].label) if code in PURPOSES else code)
        provide_words(
            "rights", lambda codes: ", ".join(str(RIGHTS[one].label) for one in codes.split() if one in RIGHTS)
        )
        register_recount("api", differences)
