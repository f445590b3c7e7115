from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def by_the_step_before(apps, schema_editor):
    """Until now the texts of the day of the step that made a deadline wait counted, and those of its first day where none did."""
    deadlines = apps.get_model("casework", "Deadline").objects
    step = apps.get_model("casework", "Step").objects.filter(recorded_by=OuterRef("recorded_by")).values("on")[:1]
    deadlines.update(ruled_on=Coalesce(Subquery(step), "counted_from"))


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_grants_links_history"), ("rulebook", "0001_local_values")]

    operations = [
        migrations.AddField("deadline", "counted_with", models.BigIntegerField(default=0)),
        migrations.AddField("deadline", "ruled_on", models.DateField(null=True)),
        migrations.RunPython(by_the_step_before, migrations.RunPython.noop),
        migrations.AlterField("deadline", "ruled_on", models.DateField()),
    ]
