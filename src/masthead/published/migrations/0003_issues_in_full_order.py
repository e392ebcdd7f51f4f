"""The index of issues holds all three keys by which they are ordered; without the last, SQLite may sort all issues for the latest one."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('issues', '0007_signed_warnings'),
        ('published', '0002_cover_look'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='publishedissue',
            name='issues_newest_first',
        ),
        migrations.AddIndex(
            model_name='publishedissue',
            index=models.Index(fields=['-dated_on', '-number_sort', '-issue'], name='issues_newest_first'),
        ),
    ]
