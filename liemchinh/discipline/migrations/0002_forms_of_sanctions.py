import json

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """Each standing sanction gets the forms that its entries tell: the one decided, and those that rulings put in its place."""
    Sanction, Form = apps.get_model("discipline", "Sanction"), apps.get_model("discipline", "SanctionForm")
    Entry = apps.get_model("journal", "Entry")
    for row in Sanction.objects.filter(cancelled_by=None):
        kinds = ("discipline.decided", "discipline.set_aside")
        entries = Entry.objects.filter(case_id=row.case_id, kind__in=kinds, sequence__gte=row.recorded_by)
        held = None
        for entry in entries.order_by("sequence"):
            form = json.loads(bytes(entry.payload))["data"]["form"]
            if held is not None and held.form == form:
                continue
            if held is not None:
                Form.objects.filter(pk=held.pk).update(cancelled_by=entry.sequence)
            held = Form.objects.create(sanction=row, form=form, recorded_by=entry.sequence)


class Migration(migrations.Migration):
    dependencies = [("discipline", "0001_cases"), ("journal", "0004_no_acts_of_a_kind_by_day")]

    operations = [
        migrations.CreateModel(
            name="SanctionForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_by", models.BigIntegerField()),
                ("cancelled_by", models.BigIntegerField(null=True)),
                ("form", models.CharField(max_length=12)),
                (
                    "sanction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="forms", to="discipline.sanction"
                    ),
                ),
            ],
            options={
                "db_table": "discipline_sanction_form",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_by__isnull", True)),
                        fields=("sanction",),
                        name="discipline_sanction_form_once",
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
