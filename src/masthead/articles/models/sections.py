"""The standing parts of the magazine, and its planned runs."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from masthead.publishing.pages import MagazinePage


class Section(MagazinePage):
    """A standing part of the magazine; sections may stand within sections."""

    # Named, because the default accessor would be ``Page.section``, which an article's own field needs.
    page_ptr = models.OneToOneField(
        Page, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="as_section"
    )
    description = models.TextField(_("description"), max_length=500, blank=True)

    template = "front/section.html"
    is_creatable = True
    parent_page_types = ["front.FrontPage", "articles.Section"]
    subpage_types = ["articles.Section"]
    content_panels = [*Page.content_panels, "description"]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


@register_snippet
class Series(models.Model):
    """A planned run of articles."""

    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(_("address"), max_length=200, unique=True, allow_unicode=True)
    description = models.TextField(_("description"), max_length=1000, blank=True)

    panels = ["title", "slug", "description"]

    class Meta:
        ordering = ["title"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The series' page."""
        return reverse("front:series", args=[self.slug])
