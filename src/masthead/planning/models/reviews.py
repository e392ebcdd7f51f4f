"""The review: Wagtail's workflow engine, with our steps."""

from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Task, TaskState, WorkflowState
from wagtail.signals import task_submitted

from masthead.articles.models import Section
from masthead.planning import rights
from masthead.planning.models.assignments import Assignment
from masthead.planning.models.steps import REVIEW_STEPS, Step

LONGEST_NOTE = 2000


class NoteForm(forms.Form):
    """What is said with an approval, or when a piece is sent back."""

    comment = forms.CharField(
        label=_("Note"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 4})
    )


class ReasonForm(forms.Form):
    """A piece is sent back with a reason."""

    comment = forms.CharField(
        label=_("What has to be changed"), max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 4})
    )


class ReviewTaskState(TaskState):
    """How one step of one review stands: with whom it lies, and until when."""

    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("state of a step")
        verbose_name_plural = _("states of steps")


class ReviewTask(Task):
    """One step of a review: Wagtail's task, for whoever may pass that step.

    While a piece is at it, it is locked for those who may pass no step of its review: they have submitted it.
    """

    step = models.CharField(_("step"), max_length=10, choices=Step.choices, unique=True)

    task_state_class = ReviewTaskState

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of a review")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        """Begin the step; what was assigned for it says with whom it lies, and until when.

        As Wagtail's own, which tells of the step before anything could be added to it.
        """
        asked = Assignment.objects.filter(page_id=workflow_state.object_id, step=self.step, is_open=True).first()
        state = ReviewTaskState.objects.create(
            workflow_state=workflow_state,
            status=TaskState.STATUS_IN_PROGRESS,
            revision=workflow_state.content_object.get_latest_revision(),
            task=self,
            assignee=asked.assignee if asked else None,
            due_at=asked.due_at if asked else None,
        )
        task_submitted.send(sender=ReviewTaskState, instance=state, user=user)
        return state

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return rights.may_pass(user, Step(self.step), obj)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return not any(rights.may_pass(user, step, obj) for step in REVIEW_STEPS)

    def user_can_lock(self, obj: Page, user: Any) -> bool:
        return rights.may_pass(user, Step(self.step), obj)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, Any, bool]]:
        if not rights.may_pass(user, Step(self.step), obj):
            return []
        return [
            ("reject", _("Send back"), True),
            ("approve", _("Approve"), False),
            ("approve", _("Approve with a note"), True),
        ]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ReasonForm if action == "reject" else NoteForm

    def get_task_states_user_can_moderate(self, user: Any, **_kwargs: Any) -> models.QuerySet[TaskState]:
        """The states of this step that lie with ``user``: for a role bound to sections those of its sections only."""
        waiting = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        return rights.those_passable(waiting, user, Step(self.step))

    @classmethod
    def get_description(cls) -> str:
        return str(_("Passed by those whose role brings the right to it"))


class SectionSteps(models.Model):
    """Which steps the pieces of a section go through; the row without a section holds for all others."""

    section = models.OneToOneField(
        Section, null=True, blank=True, on_delete=models.CASCADE, related_name="steps", verbose_name=_("section")
    )
    steps = models.JSONField(default=list, help_text="[step] in the order of a review")

    class Meta:
        verbose_name = _("steps of a section")
        verbose_name_plural = _("steps of sections")

    def __str__(self) -> str:
        return f"{self.section or _('All sections')}: {', '.join(self.steps)}"
