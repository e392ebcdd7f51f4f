"""Contributors and the brick that credits are made of."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from masthead.pictures.models import Picture


class Kind(models.TextChoices):
    """What a contributor is."""

    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")


class Role(models.TextChoices):
    """What somebody did for a piece."""

    WORDS = "words", _("Words")
    PHOTOGRAPHS = "photographs", _("Photographs")
    ILLUSTRATION = "illustration", _("Illustration")
    TRANSLATION = "translation", _("Translation")
    EDITING = "editing", _("Editing")
    RESEARCH = "research", _("Research")
    VIDEO = "video", _("Video")
    DESIGN = "design", _("Design")


@register_snippet
class Contributor(index.Indexed, ClusterableModel):
    """A credited person or body. An account at the desk is a different thing (``staff.User``)."""

    name = models.CharField(_("name"), max_length=200, help_text=_("As it stands in a byline."))
    slug = models.SlugField(_("address"), max_length=200, unique=True, allow_unicode=True)
    sort_name = models.CharField(
        _("sort as"), max_length=200, blank=True, help_text=_("For lists from A to Z: “Verne, Ada”.")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PERSON)
    role_title = models.CharField(_("title"), max_length=120, blank=True, help_text=_("For example “Culture editor”."))
    biography = RichTextField(_("biography"), blank=True, features=["bold", "italic", "link"])
    portrait = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("portrait")
    )
    website = models.URLField(_("website"), blank=True)
    is_expert = models.BooleanField(_("expert"), default=False, help_text=_("Stands among the magazine's experts."))

    masthead_heading = models.CharField(
        _("heading on the masthead"),
        max_length=80,
        blank=True,
        help_text=_("“Editorial”, “Art”, “Publishing”. Empty: does not stand on the masthead page."),
    )
    masthead_order = models.PositiveSmallIntegerField(
        _("order on the masthead"),
        default=0,
        help_text=_("The lowest comes first; a heading stands where its first person does."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("slug")]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("sort_name")]),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("kind")]),
        MultiFieldPanel(
            [
                FieldPanel("role_title"),
                FieldPanel("is_expert"),
                FieldPanel("biography"),
                FieldPanel("portrait"),
                FieldPanel("website"),
            ]
        ),
        FieldRowPanel([FieldPanel("masthead_heading"), FieldPanel("masthead_order")], heading=_("Masthead")),
    ]

    class Meta:
        ordering = ["sort_name", "name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A portrait is printed with its credit and its alt text like any picture, and readers see it as soon as it is saved."""
        super().clean()
        if self.portrait and not (self.portrait.has_credit and self.portrait.has_alt):
            raise ValidationError({"portrait": _("This picture has no credit or no alt text. Give it both first.")})

    def get_absolute_url(self) -> str:
        """The contributor's page."""
        return reverse("front:contributor", args=[self.slug])


class Credit(Orderable):
    """Who did what, in order. A brick: a room above adds the parent key (``articles.ArticleCredit``)."""

    contributor = models.ForeignKey(
        Contributor, on_delete=models.PROTECT, related_name="%(class)s_set", verbose_name=_("contributor")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.WORDS)

    panels = [FieldRowPanel([FieldPanel("contributor"), FieldPanel("role")])]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.contributor} ({self.get_role_display()})"
