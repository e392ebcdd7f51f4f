"""Proofs: a whole issue as it stood at one moment, and the links by which it is read in private."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from masthead.issues.models.issue import Issue


class Proof(models.Model):
    """One numbered, frozen version of an issue with everything in it. What is launched is a proof."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="proofs")
    number = models.PositiveIntegerField(_("number"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="one_proof_of_a_number")]
        ordering = ["issue", "-number"]
        verbose_name = "proof"
        verbose_name_plural = "proofs"

    def __str__(self) -> str:
        return gettext("Proof %(number)d") % {"number": self.number}

    @property
    def is_withdrawn(self) -> bool:
        """Whether it may neither be read nor launched any more."""
        return self.withdrawn_at is not None


class ProofedPage(models.Model):
    """One page of a proof: the issue itself (``page_id`` is the issue's) or an article in it.

    ``content`` is a copy of the revision's JSON, because autosave writes over revisions. ``page_id`` is no foreign key: the proof says
    what stood in it, also when the page is deleted. ``revision_id`` and ``saved_at`` say of which draft it is a copy.
    """

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="pages")
    page_id = models.BigIntegerField()
    position = models.PositiveIntegerField(default=0, help_text="0 is the issue; articles follow in running order")
    title = models.CharField(max_length=255)
    revision_id = models.BigIntegerField(null=True)
    saved_at = models.DateTimeField(null=True)
    was_live = models.BooleanField(default=False, help_text="public when the proof was made")
    stage = models.CharField(max_length=10, blank=True, help_text="of the piece when the proof was made")
    content = models.JSONField(default=dict)
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proof", "page_id"], name="a_page_once_in_a_proof")]
        ordering = ["proof", "position"]
        verbose_name = "proofed page"
        verbose_name_plural = "proofed pages"

    def __str__(self) -> str:
        return self.title


class ProofLink(models.Model):
    """A signed link to one proof, for people without an account. Only a hash of its token is kept."""

    proof = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(_("for"), max_length=120, blank=True, help_text=_("Whom it is meant for."))
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    last_opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = "proof link"
        verbose_name_plural = "proof links"

    def __str__(self) -> str:
        return f"{self.proof_id}: {self.label}"

    def is_open(self) -> bool:
        """Whether it still leads to its proof."""
        return self.withdrawn_at is None and not self.proof.is_withdrawn and self.expires_at > timezone.now()
