from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0002_pages_keys_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="rating",
            name="suggestions",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("way", "paper"), ("suggestions", 0), _connector="OR"),
                name="citizens_rating_suggested_on_paper",
            ),
        ),
    ]
