from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0002_a_line_may_print_a_change"),
    ]

    operations = [
        migrations.AlterField(
            model_name="publishedline",
            name="unit",
            field=models.CharField(max_length=12),
        ),
    ]
