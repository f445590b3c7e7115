from django.apps import AppConfig


class EmulationConfig(AppConfig):
    name = "liemchinh.emulation"
    label = "emulation"
    needs = ("emulation.models",)

    def ready(self) -> None:
        from liemchinh.emulation import recount, words
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.reviews.periods import spoken

        provide_words("emulated_model", words.model_words)
        provide_words("emulated_period", spoken)
        provide_words("emulation_form", words.form_words)
        provide_words("deciding_organ", words.organ_words)
        register_recount("emulation", recount.differences)
