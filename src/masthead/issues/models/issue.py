"""An issue and its running order."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from masthead.articles.models import Article
from masthead.contributors.models import Contributor
from masthead.pictures.models import Picture
from masthead.publishing.pages import MagazinePage

# A form that was opened before somebody moved a piece on the board would put the old order back.
TO_THE_BOARD = _(
    "The running order, the departments and the cover lines are arranged on the board: Issues, this issue, Board."
)


class IssueIndex(MagazinePage):
    """The page above all issues."""

    template = "front/issue_index.html"
    is_creatable = True
    is_always_there = True
    max_count = 1
    parent_page_types = ["front.FrontPage"]
    subpage_types = ["issues.Issue"]

    class Meta:
        verbose_name = _("list of issues")


class CoverPlace(models.TextChoices):
    """Where the cover lines stand: beside the picture, or over a corner of it (left and right change sides in right-to-left scripts)."""

    BESIDE = "beside", _("Beside the picture")
    TOP_START = "top-start", _("Top left")
    TOP_END = "top-end", _("Top right")
    BOTTOM_START = "bottom-start", _("Bottom left")
    BOTTOM_END = "bottom-end", _("Bottom right")


class CoverInk(models.TextChoices):
    """The ink of what stands over the cover's picture."""

    LIGHT = "light", _("Light ink")
    DARK = "dark", _("Dark ink")


class Issue(MagazinePage):
    """A numbered issue. Its contents are entries, each placing an article (or, in a back issue, only naming a piece)."""

    number = models.CharField(_("number"), max_length=20, help_text=_("As printed: 12, or 11–12 for a double issue."))
    number_sort = models.PositiveIntegerField(default=0, editable=False)
    volume = models.CharField(_("volume"), max_length=20, blank=True)
    period_label = models.CharField(
        _("name or period"), max_length=80, blank=True, help_text=_("For example “November 2026” or “The Sea Issue”.")
    )
    dated_on = models.DateField(_("date"), default=timezone.localdate)
    cover = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("cover")
    )
    cover_subject = models.CharField(
        _("cover subject"), max_length=200, blank=True, help_text=_("Who or what is on the cover.")
    )
    cover_place = models.CharField(
        _("place of the cover lines"), max_length=20, choices=CoverPlace.choices, default=CoverPlace.BESIDE
    )
    cover_ink = models.CharField(_("ink"), max_length=10, choices=CoverInk.choices, default=CoverInk.LIGHT)
    cover_has_shade = models.BooleanField(
        _("shade behind the words"), default=False, help_text=_("A veil that makes words readable on any picture.")
    )
    cover_has_nameplate = models.BooleanField(
        _("nameplate on the cover"),
        default=False,
        help_text=_("The magazine's name over the picture; not when the picture already shows it."),
    )
    editors_letter = RichTextField(_("editor's letter"), blank=True, features=["bold", "italic", "link"])
    letter_by = models.ForeignKey(
        Contributor,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("letter signed by"),
    )
    is_contents_only = models.BooleanField(
        _("contents only"), default=False, help_text=_("A back issue of which only the table of contents is here.")
    )

    template = "front/issue.html"
    is_creatable = True
    parent_page_types = ["issues.IssueIndex"]
    subpage_types: list[str] = []
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldRowPanel([FieldPanel("number"), FieldPanel("volume"), FieldPanel("dated_on")]),
                    FieldPanel("period_label"),
                    MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_subject")], heading=_("Cover")),
                    FieldPanel("is_contents_only"),
                ],
                heading=_("Issue"),
            ),
            ObjectList([HelpPanel(content=TO_THE_BOARD, heading=_("Running order"))], heading=_("Contents")),
            ObjectList([FieldPanel("editors_letter"), FieldPanel("letter_by")], heading=_("Editor's letter")),
            ObjectList([*Page.promote_panels, *Page.settings_panels], heading=_("Publishing")),
        ]
    )

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        permissions = [
            ("proof_issue", _("Can make proofs of an issue and share them")),
            ("launch_issue", _("Can launch an issue, and undo that")),
        ]

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """What a revision says, asking once for all entries whether their articles are still there; Wagtail asks for each."""
        rows = data.get("contents", [])
        issue = super().from_serializable_data({**data, "contents": []}, *args, **kwargs)
        if issue is not None:
            named = [row["article"] for row in rows if row.get("article")]
            there = set(Article.objects.filter(pk__in=named).values_list("pk", flat=True)) if named else set()
            kept = [row for row in rows if not row.get("article") or row["article"] in there]
            issue.contents = [model_from_serializable_data(ContentsEntry, row, check_fks=False) for row in kept]
        return issue

    @property
    def label(self) -> str:
        """How readers name it: “No. 12, November 2026”."""
        number = gettext("No. %(number)s") % {"number": self.number}
        return f"{number}, {self.period_label}" if self.period_label else number

    def clean(self) -> None:
        """Derive the sortable number from the printed one."""
        super().clean()
        digits = "".join(character if character.isdecimal() else " " for character in self.number).split()
        self.number_sort = min(int(digits[0]), 2**31 - 1) if digits else 0


class ContentsEntry(Orderable):
    """One line of an issue's running order, with everything about the article that is true in this issue only.

    Its cover line, if it has one, is bound to it: when the entry goes, the line goes.
    """

    issue = ParentalKey(Issue, on_delete=models.CASCADE, related_name="contents")
    article = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="contents_entries",
        verbose_name=_("article"),
    )
    section_label = models.CharField(_("section in this issue"), max_length=80, blank=True)
    kicker = models.CharField(_("kicker in this issue"), max_length=80, blank=True)
    title_override = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Needed when there is no article; else the article's.")
    )
    byline_override = models.CharField(_("byline"), max_length=200, blank=True)
    page_number = models.CharField(_("page"), max_length=10, blank=True)
    is_cover_story = models.BooleanField(_("cover story"), default=False)
    cover_line = models.CharField(
        _("cover line"), max_length=120, blank=True, help_text=_("As it stands on the cover.")
    )
    cover_line_order = models.PositiveSmallIntegerField(_("order on the cover"), default=0)

    panels = [
        PageChooserPanel("article", "articles.Article"),
        FieldRowPanel([FieldPanel("section_label"), FieldPanel("kicker"), FieldPanel("page_number")]),
        FieldRowPanel([FieldPanel("title_override"), FieldPanel("byline_override")]),
        FieldRowPanel([FieldPanel("cover_line"), FieldPanel("cover_line_order"), FieldPanel("is_cover_story")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contents entry")
        verbose_name_plural = _("contents entries")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in this issue."""
        return self.title_override or (self.article.card_title if self.article else "")

    def clean(self) -> None:
        """An entry names an article or a title."""
        super().clean()
        if not self.article_id and not self.title_override.strip():
            raise ValidationError({"title_override": _("Choose an article, or give the title of the piece.")})
