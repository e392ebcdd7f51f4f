"""What is asked about a piece's plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masthead.planning.models import Precision, Step
from masthead.staff.models import User
from masthead.text.moments import moment_in

LONGEST_NOTE = 500
MOST_WORDS = 100_000


def in_full(moment: datetime) -> str:
    """A moment as nobody can mistake it: “Tuesday 1 December 2026, 18:00 (Europe/Lisbon)”."""
    said = date_format(timezone.localtime(moment), "l j F Y, H:i")
    return f"{said} ({timezone.get_current_timezone_name()})"


class MomentField(forms.CharField):
    """A moment in words; empty is none."""

    def __init__(self, **options: Any) -> None:
        help_text = gettext_lazy("In words or figures: “tuesday next week 18:00”, “tomorrow”, “24 dec”.")
        super().__init__(**{"required": False, "max_length": 60, "help_text": help_text, **options})

    def prepare_value(self, value: Any) -> Any:
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        moment = moment_in(words, timezone.localtime())
        if moment is None:
            raise ValidationError(
                _("“%(words)s” means no moment here. Say for example “friday 18:00”.") % {"words": words}
            )
        return moment


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none at run time
    """Somebody who works at the desk."""

    def __init__(self, **options: Any) -> None:
        people = User.objects.filter(is_active=True).order_by("first_name", "last_name", "username")
        super().__init__(people, **{"required": False, **options})

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class PlanForm(forms.Form):
    """Who has a piece, when it is due, for when it is planned. Nothing of it publishes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    assignee = PersonField(label=gettext_lazy("Who has it"), empty_label=gettext_lazy("Nobody yet"))
    due_at = MomentField(label=gettext_lazy("Due"))
    planned_for = forms.DateField(
        label=gettext_lazy("Planned for"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("A plan, and never a publication by itself."),
    )
    planned_precision = forms.ChoiceField(label=gettext_lazy("As exact as"), choices=Precision.choices)
    commissioned_words = forms.IntegerField(
        label=gettext_lazy("Commissioned words"), required=False, min_value=1, max_value=MOST_WORDS
    )
    plan_note = forms.CharField(
        label=gettext_lazy("Note for the desk"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Readers never see it."),
    )


class AssignForm(forms.Form):
    """Somebody is asked for a step."""

    step = forms.ChoiceField(label=gettext_lazy("Step"), choices=Step.choices)
    assignee = PersonField(label=gettext_lazy("Who"), empty_label=gettext_lazy("Whoever takes it"))
    due_at = MomentField(label=gettext_lazy("Due"))
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=LONGEST_NOTE)
