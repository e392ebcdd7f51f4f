"""A row for each article that was there before; ``masthead rebuild planning`` counts their words and what blocks them."""

from django.db import migrations

BATCH = 500


def backfill(apps, schema_editor):
    Article = apps.get_model("articles", "Article")
    Piece = apps.get_model("planning", "Piece")
    numbers = list(Article.objects.filter(piece=None).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), BATCH):
        found = Article.objects.filter(pk__in=numbers[start : start + BATCH]).select_related("section", "latest_revision")
        Piece.objects.bulk_create([_row(Piece, article) for article in found.defer("body", "latest_revision__content")])


def _row(Piece, article):
    is_changed = article.live and article.has_unpublished_changes
    title = (article.draft_title or article.title)[:255]
    return Piece(
        article_id=article.pk,
        stage="ready" if article.live else "writing",
        approved_at=article.first_published_at if article.live else None,
        title=title,
        section_id=article.section_id,
        section_title=article.section.title if article.section else "",
        form=article.form,
        owner_id=article.owner_id,
        word_count=article.word_count,
        has_picture=article.hero_picture_id is not None,
        latest_revision_at=article.latest_revision_created_at,
        latest_revision_by_id=article.latest_revision.user_id if article.latest_revision else None,
        is_live=article.live,
        has_changes=is_changed,
        went_live_at=article.first_published_at,
        is_open=not article.live or is_changed,
        sought_in=title.casefold(),
    )


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
