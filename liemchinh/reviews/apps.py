from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "liemchinh.reviews"
    label = "reviews"
    needs = ("rating.periods", "commitment.annual")

    def ready(self) -> None:
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.reviews import recount
        from liemchinh.reviews.forgetting import erase
        from liemchinh.reviews.periods import spoken
        from liemchinh.reviews.words import sort_words

        provide_words("review_period", spoken)
        provide_words("handed_sort", sort_words)
        register_recount("reviews", recount.differences)
        register_eraser(erase)
