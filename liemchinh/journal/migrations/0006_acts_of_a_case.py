from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0005_acts_of_a_place_by_kind"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("case_id__isnull", False)),
                fields=["case_id", "sequence"],
                name="journal_entry_case",
            ),
        ),
    ]
