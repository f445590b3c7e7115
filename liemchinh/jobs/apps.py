from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "liemchinh.jobs"
    label = "jobs"

    def ready(self) -> None:
        # A room's `jobs.py` says what it can do in the background and what is due from time to time.
        autodiscover_modules("jobs")
