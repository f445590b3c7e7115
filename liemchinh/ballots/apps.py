from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "liemchinh.ballots"
    label = "ballots"

    def ready(self) -> None:
        from liemchinh.ballots import confidence, recount, words
        from liemchinh.ballots.of_steps import counted_of_step
        from liemchinh.ballots.using import provide_use
        from liemchinh.casework.boxes import provide_boxes
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount

        provide_words("ballot_kind", words.kind_words)
        provide_words("why_again", words.again_words)
        provide_words("void_reason", words.void_words)
        provide_use(confidence.USE, confidence.use())
        provide_boxes(counted_of_step)
        register_recount("ballots", recount.differences)
