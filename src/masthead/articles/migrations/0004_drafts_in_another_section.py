from django.db import migrations, models


def note_moved_drafts(apps, schema_editor):
    """Note the section of drafts that would move their article; where nothing is noted, the article's own section counts."""
    article = apps.get_model("articles", "Article")
    sections = set(apps.get_model("articles", "Section").objects.values_list("pk", flat=True))
    drafts = article.objects.filter(models.Q(live=False) | models.Q(has_unpublished_changes=True), latest_revision__isnull=False)
    rows = drafts.values_list("pk", "section_id", "latest_revision__content__section")
    for number, section, drafted in rows.iterator(chunk_size=500):
        if drafted in sections and drafted != section:
            article.objects.filter(pk=number).update(draft_section_id=drafted)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0003_where_the_draft_is"),
    ]

    operations = [migrations.RunPython(note_moved_drafts, migrations.RunPython.noop)]
