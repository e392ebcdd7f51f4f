"""The record of imports: runs, their ledgers, what came from where, and how to take it back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from masthead.importers.records import Kind, Outcome

OUTCOMES = [
    (Outcome.IMPORTED.value, _("Imported")),
    (Outcome.TRANSFORMED.value, _("Transformed")),
    (Outcome.KEPT_RAW.value, _("Kept raw")),
    (Outcome.REFUSED.value, _("Refused")),
]


class ImportRun(models.Model):
    """One run of an importer that changed something, or set out to."""

    class State(models.TextChoices):
        """How far it came."""

        RUNNING = "running", _("Running, or interrupted")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        UNDONE = "undone", _("Undone")

    source = models.CharField(
        _("source"), max_length=200, help_text=_("Articles are known again by this and their key.")
    )
    reader = models.CharField(_("kind of source"), max_length=20)
    folder = models.CharField(_("folder"), max_length=1000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.RUNNING)
    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    acting_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
    )
    counts = models.JSONField(
        default=dict, help_text="{created, changed, unchanged, refused, items: {kind: {outcome: n}}}"
    )
    message = models.TextField(_("message"), blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return f"{self.pk}: {self.source}, {self.get_state_display()}"


class LedgerRow(models.Model):
    """What became of one item of the source in one run."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    key = models.CharField(max_length=500)
    outcome = models.CharField(max_length=12, choices=OUTCOMES)
    place = models.CharField(max_length=500, blank=True)
    reason = models.TextField(blank=True)
    target = models.CharField(max_length=500, blank=True)
    article = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["run", "kind", "outcome"], name="ledger_by_kind")]
        verbose_name = _("ledger line")
        verbose_name_plural = _("ledger lines")

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.outcome}"


class ImportedItem(models.Model):
    """What an item of a source is here. ``fingerprint`` says how it was when it was last written; ``raw`` keeps its front matter."""

    source = models.CharField(max_length=200)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=500)
    object_id = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(
        max_length=80, blank=True, help_text="as the import left it; another one now is an editor's"
    )
    raw = models.TextField(blank=True)
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="items")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "key"], name="one_item_per_key")]
        indexes = [models.Index(fields=["kind", "object_id"], name="item_by_object")]
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")

    def __str__(self) -> str:
        return f"{self.source}: {self.kind} {self.key}"


class Touch(models.Model):
    """What a run did to one object, and how the object was before: enough to take the run back."""

    class Verb(models.TextChoices):
        """What was done."""

        CREATED = "created"
        CHANGED = "changed"

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="touches")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=255, blank=True)
    verb = models.CharField(max_length=10, choices=Verb.choices)
    before = models.JSONField(null=True, help_text="rows as Django serialises them; null for what the run created")
    after = models.CharField(
        max_length=80, blank=True, help_text="the object's state as the run left it; another one now is an editor's"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "model", "object_id"], name="one_touch_per_run")]
        verbose_name = _("touched object")
        verbose_name_plural = _("touched objects")

    def __str__(self) -> str:
        return f"{self.verb} {self.model} {self.object_id}"
