"""What is asked about several pieces at once."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from masthead.desk.pieces import bulk
from masthead.desk.planning.forms import MomentField, PersonField
from masthead.planning.models import Stage
from masthead.staff.models import User

ACTS = (
    ("stage", gettext_lazy("Move to")),
    ("who", gettext_lazy("Give to")),
    ("due", gettext_lazy("Due")),
)


class BulkForm(forms.Form):
    """One act, and what it needs; what belongs to the other acts is not looked at."""

    act = forms.ChoiceField(choices=ACTS)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=Stage.choices, required=False)
    who = PersonField(label=gettext_lazy("Who"), empty_label=gettext_lazy("Nobody"))
    due = MomentField(label=gettext_lazy("Due"))

    def chosen(self, user: User) -> tuple[bulk.Act, str]:
        """The act of a valid form, and how it is said."""
        said = self.cleaned_data
        if said["act"] == "who":
            person = said["who"]
            words = _("given to %(who)s") % {"who": person.label} if person else _("given to nobody")
            return bulk.to_person(person, user), words
        if said["act"] == "due":
            moment = said["due"]
            if moment is None:
                return bulk.to_moment(None, user), _("due at no time")
            words = _("due %(moment)s") % {"moment": date_format(timezone.localtime(moment), "l j F Y, H:i")}
            return bulk.to_moment(moment, user), words
        stage = Stage(said["stage"] or Stage.WRITING)
        return bulk.to_stage(stage, user), _("moved to “%(stage)s”") % {"stage": stage.label}
