from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "liemchinh.jobs"
    label = "jobs"
