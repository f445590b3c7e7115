from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "liemchinh.imports"
    label = "imports"
