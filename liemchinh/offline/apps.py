from django.apps import AppConfig


class OfflineConfig(AppConfig):
    name = "liemchinh.offline"
    label = "offline"
