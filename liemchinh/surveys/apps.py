from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "liemchinh.surveys"
    label = "surveys"

    def ready(self) -> None:
        from liemchinh.ballots.using import provide_use
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.surveys.forgetting import erase
        from liemchinh.surveys.periods import spoken
        from liemchinh.surveys.recount import differences
        from liemchinh.surveys.voting import use
        from liemchinh.surveys.words import USE

        provide_use(USE, use())
        provide_words("survey_period", spoken)
        register_recount("surveys", differences)
        register_eraser(erase)
