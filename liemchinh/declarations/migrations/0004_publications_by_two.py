from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("declarations", "0003_verifications"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="basis",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="publication",
            name="vouched_by",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("vouched_by__isnull", True), models.Q(("basis", ""), _negated=True), _connector="OR"
                ),
                name="declarations_vouched_on_a_basis",
            ),
        ),
    ]
