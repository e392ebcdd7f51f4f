"""The picture library's tables."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from masthead.text.licences import PICTURE_LICENCE_CHOICES


def _whether(condition: Q) -> Case:
    return Case(When(condition, then=Value(value=True)), default=Value(value=False), output_field=models.BooleanField())


class Batch(models.Model):
    """Pictures that one person uploaded together, to be described together on a batch sheet."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=False
    )
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-begun_at", "-pk"]
        indexes = [models.Index(fields=["user", "-begun_at"], name="batch_by_user")]
        verbose_name = _("batch of pictures")
        verbose_name_plural = _("batches of pictures")

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}"


class Picture(AbstractImage):
    """An image with its rights. ``credit`` is what readers see; a credit once recorded may be corrected, never removed."""

    creator = models.CharField(
        _("creator"), max_length=200, blank=True, help_text=_("Who made it: the photographer's or artist's name.")
    )
    agency = models.CharField(
        _("agency"), max_length=200, blank=True, help_text=_("Who supplied it. Shown as “Creator / Agency”.")
    )
    credit_line = models.CharField(
        _("credit line"),
        max_length=300,
        blank=True,
        help_text=_("Only when the licence prescribes exact words; replaces “Creator / Agency”."),
    )
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("Where the picture was taken from."))
    source_url = models.URLField(_("source address"), max_length=500, blank=True)
    licence = models.CharField(_("licence"), max_length=30, blank=True, choices=PICTURE_LICENCE_CHOICES)
    licence_note = models.CharField(
        _("licence note"),
        max_length=300,
        blank=True,
        help_text=_("Invoice, contract or permission; of Creative Commons the version, where it is not 4.0."),
    )
    rights_begin_on = models.DateField(
        _("rights begin on"), null=True, blank=True, help_text=_("First day it may be shown; an embargo.")
    )
    rights_expire_on = models.DateField(_("rights end on"), null=True, blank=True)
    alt = models.CharField(
        _("alt text"),
        max_length=500,
        blank=True,
        help_text=_("What a reader who cannot see the picture should be told."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("Says nothing that the words do not; alt text stays empty.")
    )
    caption = models.CharField(
        _("caption"), max_length=1000, blank=True, help_text=_("Used where an article gives none of its own.")
    )
    dominant_colour = models.CharField(max_length=7, blank=True, editable=False)
    renditions_made_at = models.DateTimeField(null=True, blank=True, editable=False)
    batch = models.ForeignKey(
        Batch, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="pictures"
    )
    batch.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]
    from_file = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Field → where in the file its value stands, until touched."),
    )
    lacks_credit = models.GeneratedField(
        expression=_whether(Q(creator="", agency="", credit_line="")),
        output_field=models.BooleanField(),
        db_persist=True,
    )
    lacks_alt = models.GeneratedField(
        expression=_whether(Q(is_decorative=False) & Q(alt="")), output_field=models.BooleanField(), db_persist=True
    )
    lacks_licence = models.GeneratedField(
        expression=_whether(Q(licence="")), output_field=models.BooleanField(), db_persist=True
    )

    search_fields = [
        *AbstractImage.search_fields,
        *(index.SearchField(name) for name in ("alt", "caption", "creator", "agency", "credit_line", "source")),
    ]

    admin_form_fields = (
        "title", "file", "alt", "is_decorative", "caption", "creator", "agency", "credit_line", "licence", "licence_note",
        "source", "source_url", "rights_begin_on", "rights_expire_on", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = WagtailImage._meta.permissions
        indexes = [
            # The repair lists, newest first. The columns are computed by the database, so that no way of writing passes them by.
            models.Index(fields=["lacks_credit", "-id"], name="pictures_without_credit"),
            models.Index(fields=["lacks_alt", "-id"], name="pictures_without_alt"),
            models.Index(fields=["lacks_licence", "-id"], name="pictures_without_licence"),
            models.Index(fields=["rights_expire_on"], name="pictures_by_end_of_rights"),
        ]

    @property
    def credit(self) -> str:
        """The credit as printed, without markup; empty when nobody recorded one."""
        if self.credit_line:
            return self.credit_line
        return " / ".join(part for part in (self.creator, self.agency) if part)

    @property
    def focus(self) -> tuple[int, int] | None:
        """The focal point in tenths of width and height, each 0 to 10, as steps that a style sheet can name; None without one."""
        if self.focal_point_x is None or self.focal_point_y is None or not (self.width and self.height):
            return None
        across, down = self.focal_point_x / self.width, self.focal_point_y / self.height
        return round(10 * min(max(across, 0), 1)), round(10 * min(max(down, 0), 1))

    @property
    def has_credit(self) -> bool:
        """Whether the picture may be printed as far as its credit goes."""
        return bool(self.credit)

    @property
    def has_alt(self) -> bool:
        """Whether a reader who cannot see it is served: alt text, or marked decorative."""
        return self.is_decorative or bool(self.alt.strip())

    @property
    def default_alt_text(self) -> str:
        """What Wagtail offers when the picture is chosen."""
        return "" if self.is_decorative else self.alt

    def clean(self) -> None:
        """Refuse to lose a credit or an alt text that an article may already rely on."""
        super().clean()
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before is not None and (troubles := self.losses_since(before)):
            raise ValidationError(troubles)

    def losses_since(self, before: "Picture") -> dict[str, Any]:
        """What was recorded ``before`` and may not be taken away, by field; empty when nothing is lost."""
        troubles: dict[str, Any] = {}
        if before.has_credit and not self.has_credit:
            troubles["creator"] = _(
                "This picture had a credit. Correct it if it was wrong; it cannot be left without one."
            )
        if before.has_alt and not self.has_alt:
            troubles["alt"] = _("This picture had an alt text. Change it, or mark the picture as decorative.")
        return troubles


class PictureRendition(AbstractRendition):
    """One size and format of a picture, made by the worker."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        verbose_name = _("picture rendition")
        verbose_name_plural = _("picture renditions")


class MediaDocument(AbstractDocument):
    """A file that is not a picture: a sound, a film, a paper."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = WagtailDocument._meta.permissions
