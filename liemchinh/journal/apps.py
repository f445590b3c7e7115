from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    name = "liemchinh.journal"
    label = "journal"

    def ready(self) -> None:
        from liemchinh.journal.triggers import make_triggers

        autodiscover_modules("events")
        # Some migrations rebuild tables on SQLite and drop their triggers: they are made again after each.
        post_migrate.connect(make_triggers, sender=self, dispatch_uid="journal-triggers")
