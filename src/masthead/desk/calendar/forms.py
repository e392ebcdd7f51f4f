"""What the calendar asks: a new piece on a day, and another day for one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import Section
from masthead.desk.answering import number_in
from masthead.desk.planning.forms import PersonField

LARGEST = 10**18
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class SectionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # it takes none at run time
    """A section; a number that no database takes for an id is none."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value and number_in(value) is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return super().to_python(value)


class AddForm(forms.Form):
    """A piece that is only planned yet."""

    title = forms.CharField(label=_("Working title"), max_length=255)
    section = SectionField(
        Section.objects.order_by("title"), label=_("Section"), required=False, empty_label=_("None yet")
    )
    assignee = PersonField(label=_("Who"), empty_label=_("Nobody yet"))
    planned_for = forms.DateField(label=_("Day"), widget=DAY, required=False)


class MoveForm(forms.Form):
    """Another day for a piece: for its plan, for when it is due, or for the moment it is scheduled for."""

    kind = forms.ChoiceField(choices=[("planned", ""), ("due", ""), ("scheduled", "")])
    piece = forms.IntegerField(min_value=1, max_value=LARGEST)
    version = forms.IntegerField(min_value=0, max_value=LARGEST)
    day = forms.DateField(widget=DAY)
