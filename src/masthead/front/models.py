"""The page at the site's root, and plain pages."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
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


class PolicyKind(models.TextChoices):
    """What a plain page may say of how the magazine works.

    The codes are properties of schema.org's ``NewsMediaOrganization`` (most of them the Trust Project's), so that structured data can say
    them as they are. Those of ``OF_OUR_OWN`` are none: they are for people.
    """

    ABOUT = "about", _("About the magazine")
    OWNERSHIP = "ownershipFundingInfo", _("Ownership and funding")
    PRINCIPLES = "publishingPrinciples", _("Principles")
    ETHICS = "ethicsPolicy", _("Ethics")
    COVERAGE = "missionCoveragePrioritiesPolicy", _("Mission and coverage")
    VERIFICATION = "verificationFactCheckingPolicy", _("Checking of facts")
    SOURCES = "unnamedSourcesPolicy", _("Unnamed sources")
    BYLINES = "noBylinesPolicy", _("Pieces without a byline")
    CORRECTIONS = "correctionsPolicy", _("Corrections")
    FEEDBACK = "actionableFeedbackPolicy", _("Letters and complaints")
    DIVERSITY = "diversityPolicy", _("Diversity")
    STAFFING = "diversityStaffingReport", _("Report on the diversity of the staff")
    PRIVACY = "privacy", _("Privacy")
    IMPRINT = "imprint", _("Imprint")


OF_OUR_OWN = frozenset({PolicyKind.ABOUT, PolicyKind.PRIVACY, PolicyKind.IMPRINT})


class PlainPageForm(WagtailAdminPageForm):
    """The form of a plain page: what it is the magazine's word on is ticked, one or several."""

    policies = forms.MultipleChoiceField(
        label=_("This page is where we say"),
        choices=PolicyKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("One page may say several. Readers find it on the masthead page, programs in the structured data."),
    )


class PlainPage(MagazinePage):
    """A page that is no article: about, imprint, privacy. ``policies`` are codes of :class:`PolicyKind`."""

    body = StreamField(BodyStream(), verbose_name=_("body"), blank=True, default=list)
    policies = models.JSONField(_("policies"), blank=True, default=list)

    template = "front/plain.html"
    is_creatable = True
    parent_page_types = ["front.FrontPage", "front.PlainPage"]
    subpage_types = ["front.PlainPage"]
    base_form_class = PlainPageForm
    content_panels = [*Page.content_panels, "body"]
    promote_panels = [FieldPanel("policies"), *Page.promote_panels]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
