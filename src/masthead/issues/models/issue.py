"""An issue and its running order."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
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
            ObjectList([InlinePanel("contents", heading=_("Running order"), label=_("Entry"))], heading=_("Contents")),
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
