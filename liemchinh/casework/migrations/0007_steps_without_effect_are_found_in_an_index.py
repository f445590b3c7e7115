from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_statements")]

    operations = [
        migrations.AddIndex(
            model_name="step",
            index=models.Index(condition=models.Q(("withheld", True)), fields=["case"], name="casework_step_no_effect"),
        ),
    ]
