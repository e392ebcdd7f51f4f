"""A plain page says which of the magazine's policies it holds."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One field."""

    dependencies = [("front", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="plainpage",
            name="policies",
            field=models.JSONField(blank=True, default=list, verbose_name="policies"),
        ),
    ]
