"""`migrate` as Django has it, but that an empty database is not led through the past."""

from typing import Any

from django.apps import apps
from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

# Asked for with any of these, it is Django's alone to answer.
_PARTIAL = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """Makes the tables of an empty database as the models stand and notes every migration as applied; any other is migrated.

    Both ways end in the same tables (`cli/tests/test_prepare.py`). A migration that changes rows would find none in an empty
    database; one that writes rows of its own would be passed over, so there are none.
    """

    def handle(self, *args: Any, **options: Any) -> None:
        """Django's command; on an empty database without its steps and their printed lines."""
        connection = connections[options["database"]]
        if any(options[name] for name in _PARTIAL) or connection.introspection.table_names():
            super().handle(*args, **options)
            return
        told = options["verbosity"], options["interactive"], connection.alias
        emit_pre_migrate_signal(*told)
        make_tables(connection)
        emit_post_migrate_signal(*told)


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Every model's table, and a note of every migration there is; all of it or nothing."""
    recorder = MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=app, name=name) for app, name in MigrationLoader(None).disk_migrations
        )
