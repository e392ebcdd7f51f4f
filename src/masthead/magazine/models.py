"""The one row that says what this magazine is, and the pictures of its name."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from masthead.magazine.themes import LONGEST_ALT, Look, PictureOfName, Theme, stored_theme

__all__ = ["Crawlers", "Look", "Magazine", "NameplatePicture"]


class Crawlers(models.TextChoices):
    """What crawlers of language models are asked to leave alone; ``machines.crawlers`` says how."""

    OPEN = "open", _("Open: whoever comes may read, and train models on it")
    SEARCH = "search", _("Search yes, training no: may index and answer with a link, may not train models on it")
    CLOSED = "closed", _("Closed: no crawler of a language model, whatever it comes for")


@register_setting(icon="site")
class Magazine(BaseGenericSetting):
    """Name, voice and look of the magazine. There is exactly one row; ``queries.this_magazine`` reads it."""

    name = models.CharField(_("name"), max_length=120, default="Untitled magazine")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True, help_text=_("One line under the name."))
    description = models.TextField(
        _("description"), max_length=500, blank=True, help_text=_("Two sentences for search engines and feeds.")
    )
    language = models.CharField(
        _("language"),
        max_length=12,
        default="en",
        validators=[
            RegexValidator(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Give a language tag such as en or pt-BR."))
        ],
        help_text=_("A language tag (BCP 47), for example en, es or pt-BR."),
    )
    publisher_name = models.CharField(_("publisher"), max_length=120, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    look = models.CharField(_("look"), max_length=20, choices=Look.choices, default=Look.BROADSHEET)
    theme = models.JSONField(default=dict, editable=False)
    previous_theme = models.JSONField(null=True, editable=False)
    crawlers = models.CharField(
        _("crawlers of language models"),
        max_length=10,
        choices=Crawlers.choices,
        default=Crawlers.SEARCH,
        help_text=_(
            "Said in robots.txt. It is a wish, which well-behaved crawlers follow; ordinary search engines stay welcome."
        ),
    )
    has_licence_file = models.BooleanField(
        _("publish these terms as a licence file"),
        default=False,
        help_text=_("An RSL file at /license.xml, named on every page and in robots.txt."),
    )
    has_llms_txt = models.BooleanField(
        _("publish a map for assistants"),
        default=False,
        help_text=_("A file at /llms.txt with sections and feeds. Few programs read it yet."),
    )
    is_set_up = models.BooleanField(default=False, editable=False)
    sign_up = models.JSONField(default=dict, blank=True, editable=False)
    """The words of the newsletter that pages offer, kept here by the room ``newsletters``; empty for none."""

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("description")], heading=_("Name")),
        MultiFieldPanel(
            [FieldPanel("language"), FieldPanel("publisher_name"), FieldPanel("contact_email")], heading=_("Publisher")
        ),
        MultiFieldPanel(
            [FieldPanel("crawlers"), FieldPanel("has_licence_file"), FieldPanel("has_llms_txt")], heading=_("Programs")
        ),
    ]

    class Meta:
        verbose_name = _("magazine")

    def __str__(self) -> str:
        return self.name

    @property
    def theme_now(self) -> Theme:
        """The theme that readers see."""
        return stored_theme(self.theme, look=self.look, tagline=self.tagline)

    @property
    def theme_before(self) -> Theme | None:
        """The theme before that, which can be put back; none until it was changed once."""
        said = self.previous_theme
        if not isinstance(said, dict):
            return None
        return stored_theme(said, look=str(said.get("look", "")), tagline=str(said.get("tagline", "")))


class NameplatePicture(models.Model):
    """A picture of the magazine's name, drawn anew when it was taken in; a theme chooses one."""

    file = models.FileField(upload_to="nameplates/", unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(_("the words it shows"), max_length=LONGEST_ALT)
    taken_in_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-taken_in_at", "-pk"]
        verbose_name = _("picture of the nameplate")
        verbose_name_plural = _("pictures of the nameplate")

    def __str__(self) -> str:
        return self.alt

    @property
    def of_name(self) -> PictureOfName:
        """What a theme keeps of it, so that a reader's page asks nothing more."""
        return PictureOfName(str(self.file.name), self.width, self.height, self.alt)
