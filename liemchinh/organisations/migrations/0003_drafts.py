from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_longer_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account_id", models.BigIntegerField()),
                ("second_factor", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                ("text", models.CharField(max_length=300)),
                ("on", models.DateField()),
                ("source", models.CharField(blank=True, max_length=60)),
                ("after", models.JSONField(default=list)),
                ("steps", models.JSONField(default=list)),
            ],
            options={
                "db_table": "organisations_draft",
                "indexes": [models.Index(fields=["account_id", "made_at"], name="org_draft_own")],
            },
        ),
    ]
