"""The piece: one row for each article, drafts included."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import Article
from masthead.planning.models.steps import Step


class Stage(models.TextChoices):
    """Where a piece stands at the desk. What readers see of it is another matter (``is_live`` and its neighbours)."""

    PITCH = "pitch", _("Pitch")
    WRITING = "writing", _("Writing")
    SUB_EDIT = "sub-edit", _("Sub-edit")
    PICTURES = "pictures", _("Pictures")
    READY = "ready", _("Ready")
    HOLD = "hold", _("On hold")
    KILLED = "killed", _("Killed")


class Precision(models.TextChoices):
    """How exactly a piece is planned: “in March”, “in week 12”, “on the 14th”."""

    MONTH = "month", _("Month")
    WEEK = "week", _("Week")
    DAY = "day", _("Day")


class Piece(models.Model):
    """Where an article stands, who has it, for when it is planned; and the flat row of its latest draft.

    The first half is what people decide, each change counted by ``version``. The second half is computed and rewritten after
    every saved revision, publication and withdrawal (``actions.record_draft``): lists, boards and the home read no bodies.
    ``planned_for`` is a plan and publishes nothing; with the precision of a month or a week it is the first day of it.
    """

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="piece")
    stage = models.CharField(_("stage"), max_length=10, choices=Stage.choices, default=Stage.WRITING)
    stage_changed_at = models.DateTimeField(default=timezone.now)
    stage_before = models.CharField(
        max_length=10, choices=Stage.choices, blank=True, help_text="where it stood before it was held or killed"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="pieces",
        db_index=False,
        verbose_name=_("who has it"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    planned_for = models.DateField(_("planned for"), null=True, blank=True, db_index=True)
    planned_precision = models.CharField(
        _("as exact as"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    commissioned_words = models.PositiveIntegerField(_("commissioned words"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    plan_note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("For the desk; readers never see it.")
    )
    approved_at = models.DateTimeField(
        null=True, help_text="since when the copy counts as approved; none when it does not"
    )
    approved_content = models.CharField(
        max_length=64, blank=True, help_text="a hash of the approved copy, where it is known"
    )

    step = models.CharField(
        max_length=10, choices=Step.choices, blank=True, help_text="the step its review has come to; empty without one"
    )
    is_sent_back = models.BooleanField(default=False)
    title = models.CharField(max_length=255)
    section_id = models.BigIntegerField(null=True)
    section_title = models.CharField(max_length=255, blank=True)
    byline = models.TextField(blank=True)
    form = models.CharField(max_length=20, blank=True)
    owner_id = models.BigIntegerField(null=True, help_text="whose page it is: who began it")
    word_count = models.PositiveIntegerField(default=0)
    has_picture = models.BooleanField(default=False)
    blocks_count = models.PositiveIntegerField(default=0, help_text="findings that block publication")
    tk_count = models.PositiveIntegerField(default=0, help_text="placeholders “TK” in the copy")
    latest_revision_at = models.DateTimeField(null=True)
    latest_revision_by_id = models.BigIntegerField(null=True)
    is_live = models.BooleanField(default=False)
    has_changes = models.BooleanField(default=False, help_text="readers see another version than the latest draft")
    went_live_at = models.DateTimeField(null=True)
    is_open = models.BooleanField(
        default=True, help_text="asks for work yet: neither killed nor public without changes"
    )
    sought_in = models.TextField(blank=True, help_text="what a list is searched by, in lower case")

    class Meta:
        # Partial ones, because Django asks for ``is_open`` by its name alone, which no index on a column answers in SQLite.
        indexes = [
            models.Index(fields=["-latest_revision_at", "-article"], name="piece_latest"),
            models.Index(
                fields=["-latest_revision_at", "-article"], condition=models.Q(is_open=True), name="piece_open"
            ),
            models.Index(
                fields=["stage", "-latest_revision_at", "-article"],
                condition=models.Q(is_open=True),
                name="piece_by_stage",
            ),
            models.Index(
                fields=["stage", "-latest_revision_at", "-article"],
                condition=models.Q(is_open=False),
                name="piece_ended",
            ),
            models.Index(fields=["section_id", "-latest_revision_at", "-article"], name="piece_by_section"),
            models.Index(fields=["assignee", "-latest_revision_at", "-article"], name="piece_by_assignee"),
            models.Index(fields=["owner_id"], condition=models.Q(is_open=True), name="piece_by_owner"),
            models.Index(fields=["due_at"], condition=models.Q(is_open=True), name="piece_by_due"),
            models.Index(fields=["-went_live_at", "-article"], name="piece_by_publication"),
        ]
        permissions = [
            ("assign_piece", "Can assign pieces, set when they are due, and hold, kill or revive them"),
            ("pass_copy", "Can pass the step “copy” of a review"),
            ("pass_sub_edit", "Can pass the step “sub-edit” of a review"),
            ("pass_pictures", "Can pass the step “pictures” of a review"),
            ("pass_approve", "Can pass the step “approve” of a review"),
        ]
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")

    def __str__(self) -> str:
        return self.title

    @property
    def is_ready(self) -> bool:
        """Whether nothing more is to be done: approved, and nothing blocks."""
        return self.stage == Stage.READY
