"""Who stands on the masthead page, under which heading and in which order."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two fields."""

    dependencies = [("contributors", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="contributor",
            name="masthead_heading",
            field=models.CharField(
                blank=True,
                help_text="“Editorial”, “Art”, “Publishing”. Empty: does not stand on the masthead page.",
                max_length=80,
                verbose_name="heading on the masthead",
            ),
        ),
        migrations.AddField(
            model_name="contributor",
            name="masthead_order",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="The lowest comes first; a heading stands where its first person does.",
                verbose_name="order on the masthead",
            ),
        ),
    ]
