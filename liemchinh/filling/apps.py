from django.apps import AppConfig


class FillingConfig(AppConfig):
    name = "liemchinh.filling"
    label = "filling"
