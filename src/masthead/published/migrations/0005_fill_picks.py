"""What editors had picked before rows knew of it."""

from itertools import groupby

from django.db import migrations


def fill(apps, schema_editor):
    """Write the picks of articles into their rows, a thousand rows at a time."""
    picks = apps.get_model('articles', 'RelatedPick').objects.order_by('article_id', 'sort_order', 'pk')
    rows = apps.get_model('published', 'PublishedArticle')
    waiting = []
    for article_id, run in groupby(picks.values_list('article_id', 'picked_id').iterator(), key=lambda pair: pair[0]):
        waiting.append(rows(pk=article_id, picks=[picked for _, picked in run]))
        if len(waiting) == 1000:
            rows.objects.bulk_update(waiting, ['picks'])
            waiting = []
    rows.objects.bulk_update(waiting, ['picks'])


class Migration(migrations.Migration):

    dependencies = [
        ('published', '0004_picks_and_issue_paths'),
        ('articles', '0001_initial'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
