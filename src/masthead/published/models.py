"""The flat tables that readers' pages read. No list joins a page table or parses a body."""

from django.db import models
from django.utils import timezone

from masthead.articles.models import Article, Form
from masthead.issues.models import Issue


class PublishedArticle(models.Model):
    """What lists, cards, feeds and search need of one published article."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="published")
    path = models.CharField(max_length=300, unique=True)
    slug = models.CharField(max_length=255)
    headline = models.CharField(max_length=255)
    short_title = models.CharField(max_length=120, blank=True)
    kicker = models.CharField(max_length=80, blank=True)
    standfirst = models.TextField(blank=True)
    byline = models.TextField(blank=True)
    credits = models.JSONField(default=list, help_text="[{name, slug, role, kind}] in order")
    form = models.CharField(max_length=20)
    sponsor_name = models.CharField(max_length=120, blank=True)
    section_id = models.BigIntegerField(null=True)
    section_title = models.CharField(max_length=255, blank=True)
    section_path = models.CharField(max_length=700, blank=True)
    series_id = models.BigIntegerField(null=True)
    series_title = models.CharField(max_length=200, blank=True)
    series_slug = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, blank=True)
    licence = models.CharField(max_length=30, blank=True)
    hero_picture_id = models.BigIntegerField(null=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True)
    year = models.PositiveSmallIntegerField()
    word_count = models.PositiveIntegerField(default=0)
    reading_minutes = models.PositiveIntegerField(default=0)
    tags = models.JSONField(default=list, help_text="[{name, slug}] by name")
    issues = models.JSONField(default=list, help_text="[{number, label, path}] newest first")
    picks = models.JSONField(
        default=list, help_text="ids of the articles that editors picked to stand under it, in order"
    )
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = "published article"
        verbose_name_plural = "published articles"

    def __str__(self) -> str:
        return self.headline

    @property
    def card_title(self) -> str:
        """The title for small places."""
        return self.short_title or self.headline

    @property
    def is_sponsored(self) -> bool:
        """Whether the sponsor's label must stand beside it."""
        return self.form == Form.SPONSORED


class PublishedText(models.Model):
    """Every published word of an article, as plain text; apart, so that lists do not drag it along."""

    article = models.OneToOneField(PublishedArticle, primary_key=True, on_delete=models.CASCADE, related_name="text")
    plain_text = models.TextField(blank=True)

    class Meta:
        verbose_name = "published text"
        verbose_name_plural = "published texts"

    def __str__(self) -> str:
        return self.plain_text[:80]


class ListEntry(models.Model):
    """An article's place in a list.

    ``list_key`` is ``all`` or ``section:7``, ``series:…``, ``contributor:…``, ``tag:slug``, ``issue:…``,
    ``year:2026``, ``form:essay``. The index answers any page of any list without touching another table.
    """

    list_key = models.CharField(max_length=120)
    published_at = models.DateTimeField()
    article = models.ForeignKey(PublishedArticle, on_delete=models.CASCADE, related_name="list_entries")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "list_key"], name="once_in_a_list")]
        indexes = [models.Index(fields=["list_key", "-published_at", "-article"], name="list_in_order")]
        verbose_name = "list entry"
        verbose_name_plural = "list entries"

    def __str__(self) -> str:
        return f"{self.list_key}: {self.article_id}"


class ListCount(models.Model):
    """How many articles a list holds, kept in the publishing transaction. The row ``all`` is also the lock that puts changes in order."""

    list_key = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "list count"
        verbose_name_plural = "list counts"

    def __str__(self) -> str:
        return f"{self.list_key}: {self.count}"


class Change(models.Model):
    """One step in the history of the read model, in order of commit; followers such as the search index read it from where they stand."""

    class Kind(models.TextChoices):
        """What happened to the article's row."""

        PUT = "put"
        DROP = "drop"

    seq = models.BigAutoField(primary_key=True)
    article_id = models.BigIntegerField()
    kind = models.CharField(max_length=4, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "change"
        verbose_name_plural = "changes"

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.article_id}"


class PublishedIssue(models.Model):
    """What readers see of one published issue."""

    issue = models.OneToOneField(Issue, primary_key=True, on_delete=models.CASCADE, related_name="published")
    path = models.CharField(max_length=700, db_index=True)
    title = models.CharField(max_length=255)
    number = models.CharField(max_length=20)
    number_sort = models.PositiveIntegerField(default=0)
    volume = models.CharField(max_length=20, blank=True)
    label = models.CharField(max_length=160)
    period_label = models.CharField(max_length=80, blank=True)
    dated_on = models.DateField()
    year = models.PositiveSmallIntegerField(db_index=True)
    cover_picture_id = models.BigIntegerField(null=True)
    cover_subject = models.CharField(max_length=200, blank=True)
    cover_look = models.JSONField(default=dict, help_text="{place, ink, has_shade, has_nameplate}")
    is_contents_only = models.BooleanField(default=False)
    entries = models.JSONField(
        default=list,
        help_text="[{article_id, section_label, kicker, title, byline, page_number, is_cover_story, cover_line, "
        "cover_line_order}] in order",
    )
    published_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-dated_on", "-number_sort", "-issue"], name="issues_newest_first")]
        verbose_name = "published issue"
        verbose_name_plural = "published issues"

    def __str__(self) -> str:
        return self.label
