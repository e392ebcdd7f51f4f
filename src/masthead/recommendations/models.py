"""What the worker keeps: what each article speaks of, and what to read after it."""

from __future__ import annotations

from django.db import models

from masthead.published.models import PublishedArticle


class WordCount(models.Model):
    """In how many of the counted articles a word stands: what is common says little.

    Counted now and then over a sample (``Following`` says when), never kept exact; a word that is not here is rare.
    """

    stem = models.CharField(max_length=60, primary_key=True)
    article_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = "word count"
        verbose_name_plural = "word counts"

    def __str__(self) -> str:
        return f"{self.stem}: {self.article_count}"


class KeyWord(models.Model):
    """One of the two or three dozen words that say what an article is about.

    ``article_id`` is no foreign key: what left the read model is still wanted once, to find whose lists it stood in.
    The weights of those that other articles use too, squared and added, make a million.
    """

    article_id = models.BigIntegerField(db_index=True)
    stem = models.CharField(max_length=60)
    word = models.CharField(max_length=60, help_text="the commonest form in the article, for people")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["stem", "-weight", "article_id"], name="heaviest_with_a_word")]
        verbose_name = "key word"
        verbose_name_plural = "key words"

    def __str__(self) -> str:
        return f"{self.article_id}: {self.word}"


class ReadingList(models.Model):
    """What to read after an article, best first, as the machine found it; editors' picks stand before it and are not in it.

    The article is a row of the read model, which may be emptied and filled again: a list stays until its article has left for good.
    """

    article = models.OneToOneField(
        PublishedArticle,
        primary_key=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="reading_list",
    )
    lines = models.JSONField(default=list, help_text="[{article_id, why, said}] best first; said are tags or words")
    fingerprint = models.CharField(max_length=64, blank=True, help_text="of what the list depends on in the article")
    words_at = models.DateTimeField(null=True, db_index=True, help_text="when its key words were written")
    made_at = models.DateTimeField(null=True, db_index=True, help_text="when its lines were written")

    class Meta:
        verbose_name = "reading list"
        verbose_name_plural = "reading lists"

    def __str__(self) -> str:
        return f"{self.article_id}: {len(self.lines)}"


class Following(models.Model):
    """How far the lists follow the read model, and when words were last counted, over how many articles. One row."""

    seq = models.BigIntegerField(default=0, help_text="of the last change that was followed")
    counted_at = models.DateTimeField(null=True)
    counted_of = models.PositiveIntegerField(default=0, help_text="how many articles there were then")
    sample = models.PositiveIntegerField(default=0, help_text="how many of them were read")

    class Meta:
        verbose_name = "following"
        verbose_name_plural = "following"

    def __str__(self) -> str:
        return str(self.seq)
