"""The page at the site's root, and plain pages."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from masthead.body.blocks import BodyStream
from masthead.publishing.pages import MagazinePage


class FrontPage(MagazinePage):
    """The magazine's home. Its lists come from the read model."""

    template = "front/front.html"
    is_creatable = True
    is_always_there = True
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["articles.ArticleIndex", "issues.IssueIndex", "articles.Section", "front.PlainPage"]

    class Meta:
        verbose_name = _("front page")


class PlainPage(MagazinePage):
    """A page that is no article: about, imprint, privacy."""

    body = StreamField(BodyStream(), verbose_name=_("body"), blank=True, default=list)

    template = "front/plain.html"
    is_creatable = True
    parent_page_types = ["front.FrontPage", "front.PlainPage"]
    subpage_types = ["front.PlainPage"]
    content_panels = [*Page.content_panels, "body"]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
