from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FiguresConfig(AppConfig):
    name = "liemchinh.figures"
    label = "figures"

    def ready(self) -> None:
        # A room's `indicators` declare what can be counted of it.
        autodiscover_modules("indicators")
