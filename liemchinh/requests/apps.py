from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "liemchinh.requests"
    label = "requests"

    def ready(self) -> None:
        from liemchinh.journal.names import provide_words
        from liemchinh.journal.verification import register_recount
        from liemchinh.members.erasing import register_eraser
        from liemchinh.requests import items, recount
        from liemchinh.requests.models import Request

        provide_words("request_item", items.label_of)
        provide_words("request_outcome", lambda code: str(items.OUTCOMES.get(code, code)))
        register_recount("requests", recount.differences)
        register_eraser(lambda people: Request.objects.filter(person_id__in=people).delete())
