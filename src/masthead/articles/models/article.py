"""The article. What hangs on it (credits, corrections, picks, tags) is in ``parts``; its form at the desk in ``articles.panels``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.search import index

from masthead.articles import panels
from masthead.articles.access import ArticleTester, IndexTester, require_place
from masthead.articles.forms import ArticleForm
from masthead.articles.models.sections import Section, Series
from masthead.articles.previews import PreviewedPage
from masthead.body import queries as body
from masthead.body.blocks import BodyStream
from masthead.pictures.models import Picture
from masthead.publishing.pages import MagazinePage
from masthead.text.counting import reading_minutes, word_count
from masthead.text.licences import LICENCE_CHOICES


class Form(models.TextChoices):
    """What kind of piece an article is."""

    NEWS = "news", _("News")
    FEATURE = "feature", _("Feature")
    ESSAY = "essay", _("Essay")
    REVIEW = "review", _("Review")
    INTERVIEW = "interview", _("Interview")
    OPINION = "opinion", _("Opinion")
    LETTER = "letter", _("Letter")
    SPONSORED = "sponsored", _("Sponsored")


class ArticleIndex(MagazinePage):
    """The page whose children are all articles, whatever section or issue they stand in, so that addresses never move."""

    template = "front/article_index.html"
    is_creatable = True
    is_always_there = True
    max_count = 1
    parent_page_types = ["front.FrontPage"]
    subpage_types = ["articles.Article"]

    class Meta:
        verbose_name = _("list of articles")

    def permissions_for_user(self, user: Any) -> IndexTester:
        """What somebody may do with it; roles bound to sections are heard."""
        return IndexTester(user, self)


class Article(PreviewedPage):
    """One piece. ``title`` is the headline. Its byline is computed from credits; its lists read ``published.PublishedArticle``."""

    kicker = models.CharField(_("kicker"), max_length=80, blank=True, help_text=_("A short line above the headline."))
    short_title = models.CharField(
        _("short title"), max_length=120, blank=True, help_text=_("For cards and cover lines; else the headline.")
    )
    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        validators=[MaxLengthValidator(1000)],
        help_text=_("The summary under the headline: one to three sentences."),
    )
    form = models.CharField(_("form"), max_length=20, choices=Form.choices, default=Form.FEATURE)
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.PROTECT, related_name="articles", verbose_name=_("section")
    )
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles", verbose_name=_("series")
    )
    body = StreamField(BodyStream(), verbose_name=_("body"), blank=True, default=list)
    hero_picture = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("lead picture")
    )
    hero_caption = models.CharField(_("caption of the lead picture"), max_length=1000, blank=True)
    based_on_outlet = models.CharField(
        _("based on reporting by"), max_length=200, blank=True, help_text=_("The outlet that reported it first.")
    )
    based_on_url = models.URLField(_("address of that report"), max_length=500, blank=True)
    date_line = models.CharField(
        _("date line"), max_length=120, blank=True, help_text=_("Place and day, for example “Lisbon, 3 November”.")
    )
    language = models.CharField(
        _("language"), max_length=12, blank=True, help_text=_("Only when it is not the magazine's own, for example es.")
    )
    licence = models.CharField(_("licence"), max_length=30, blank=True, choices=LICENCE_CHOICES)
    sponsor_name = models.CharField(
        _("sponsor"), max_length=120, blank=True, help_text=_("Shown wherever a sponsored article appears.")
    )
    updated_at = models.DateTimeField(_("updated"), null=True, blank=True, editable=False)
    edit_is_substantive = models.BooleanField(
        _("tell readers it was updated"),
        default=False,
        help_text=_("For new facts, not for commas: moves the “updated” date on publishing."),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Nobody can make it public before this moment, by any way. It may be scheduled for later."),
    )
    draft_section_id: int | None
    draft_section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    """Where the latest draft would put it: rights bound to sections ask for both (``articles.access``). Kept by ``save_revision``."""
    word_count = models.PositiveIntegerField(default=0, editable=False)
    reading_minutes = models.PositiveIntegerField(default=0, editable=False)
    tags = ClusterTaggableManager(through="articles.ArticleTag", blank=True, verbose_name=_("tags"))

    template = "front/article.html"
    is_creatable = True
    parent_page_types = ["articles.ArticleIndex"]
    subpage_types: list[str] = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.FilterField("section"),
        index.FilterField("form"),
    ]
    edit_handler = panels.ARTICLE_FORM
    base_form_class = ArticleForm

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def is_sponsored(self) -> bool:
        """Whether somebody paid for it; the label follows it everywhere."""
        return self.form == Form.SPONSORED

    @property
    def card_title(self) -> str:
        """The title for small places."""
        return self.short_title or self.title

    def permissions_for_user(self, user: Any) -> ArticleTester:
        """What somebody may do with it; roles bound to sections are heard."""
        return ArticleTester(user, self)

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Save a draft, and note the section it puts the article in.

        Raises:
            ActionForbidden: whoever saves it is bound to sections, and it is in none of them.
        """
        require_place(self, acting_user=kwargs.get("user"))
        is_moved = self.draft_section_id != self.section_id
        self.draft_section_id = self.section_id
        with transaction.atomic():
            if is_moved:
                Article.objects.filter(pk=self.pk).update(draft_section=self.section_id)
            return super().save_revision(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Article:
        """As it stood in a revision, but where the latest draft is stays what it is now."""
        article: Article = super().with_content_json(content)
        article.draft_section_id = self.draft_section_id
        return article

    def words_now(self) -> int:
        """The words of standfirst and copy as they stand in memory: the one length of an article, on every screen. No query."""
        return word_count(self.standfirst) + body.word_count(self.body)

    def prepare_for_publishing(self, now: datetime) -> None:
        """Count words; move “updated” when the edit was substantive and the article had been public before."""
        self.word_count = self.words_now()
        self.reading_minutes = reading_minutes(self.word_count, self.language or "en")
        if self.edit_is_substantive and self.first_published_at:
            self.updated_at = now
        self.edit_is_substantive = False
