"""The one row that says what this magazine is."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


class Look(models.TextChoices):
    """A look sets design tokens and nothing else."""

    BROADSHEET = "broadsheet", _("Broadsheet: serif, ruled, generous")
    GALLERY = "gallery", _("Gallery: pictures first, light type")
    QUIET = "quiet", _("Quiet: one column, plain and calm")


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
    is_set_up = models.BooleanField(default=False, editable=False)

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("description")], heading=_("Name")),
        MultiFieldPanel(
            [FieldPanel("language"), FieldPanel("publisher_name"), FieldPanel("contact_email")], heading=_("Publisher")
        ),
        FieldPanel("look"),
    ]

    class Meta:
        verbose_name = _("magazine")

    def __str__(self) -> str:
        return self.name
