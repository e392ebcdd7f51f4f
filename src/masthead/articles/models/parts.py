"""What hangs on an article and is kept in its revisions."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, Tag
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from masthead.articles.models.article import Article
from masthead.contributors.models import Credit


class ArticleCredit(Credit):
    """Who did what for an article, in order."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="credits")

    class Meta(Credit.Meta):
        verbose_name = _("credit")
        verbose_name_plural = _("credits")


class Correction(Orderable):
    """A dated, public note on an article."""

    class Kind(models.TextChoices):
        """What the note says of the article as it stood."""

        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")
        UPDATE = "update", _("Update")
        RETRACTION = "retraction", _("Retraction")

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="corrections")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.CORRECTION)
    text = models.TextField(
        _("note"), max_length=2000, help_text=_("What was wrong and what is right, in plain words.")
    )
    corrected_on = models.DateField(_("day"), default=timezone.localdate)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("corrected_on")]), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.corrected_on:%Y-%m-%d}"


class RelatedPick(Orderable):
    """An article that an editor wants readers to find under this one; stands before what is computed."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="related_picks")
    picked = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="picked_by", verbose_name=_("article"))

    panels = [PageChooserPanel("picked", "articles.Article")]

    class Meta(Orderable.Meta):
        verbose_name = _("more articles: editor's pick")
        verbose_name_plural = _("more articles: editor's picks")

    def __str__(self) -> str:
        return str(self.picked)


class ArticleTag(ItemBase):
    """A tag on an article."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged_articles")
    content_object = ParentalKey(Article, on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")
