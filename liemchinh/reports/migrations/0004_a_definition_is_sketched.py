import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_an_office_keeps_its_own_page_of_word"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sketch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=200000)),
                ("recorded_by", models.BigIntegerField()),
                (
                    "definition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sketch",
                        to="reports.definition",
                    ),
                ),
            ],
            options={"db_table": "reports_sketch"},
        ),
    ]
