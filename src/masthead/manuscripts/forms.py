"""The fields of the review page: all that an article needs, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masthead.articles.models import Section
from masthead.contributors.models import Role
from masthead.manuscripts import queries
from masthead.manuscripts.answers import Answers, PictureAnswer
from masthead.manuscripts.reading import NamedCredit
from masthead.text.licences import PICTURE_LICENCE_CHOICES

BLANK_CREDITS = 1
MOST_CREDITS = 40
LICENCES = [("", _("Not recorded")), *PICTURE_LICENCE_CHOICES]


class UploadForm(forms.Form):
    """A Word file."""

    file = forms.FileField(
        label=_("Word file"), widget=forms.FileInput(attrs={"accept": ".docx"}), help_text=_("A file ending in .docx.")
    )


class ArticleForm(forms.Form):
    """What the article says of itself."""

    headline = forms.CharField(label=_("Headline"), max_length=255)
    kicker = forms.CharField(
        label=_("Kicker"), max_length=80, required=False, help_text=_("A short line above the headline.")
    )
    standfirst = forms.CharField(
        label=_("Standfirst"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    section: forms.ModelChoiceField[Section] = forms.ModelChoiceField(
        queryset=Section.objects.none(), label=_("Section"), required=False, empty_label=_("None yet")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = queries.sections()  # type: ignore[attr-defined]


class CreditForm(forms.Form):
    """Somebody, and what they did. An empty name is no credit."""

    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.WORDS)


class PictureForm(forms.Form):
    """What must travel with a picture. All of it may wait; publishing asks for credit and alt text."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    creator = forms.CharField(label=_("Creator"), max_length=200, required=False)
    agency = forms.CharField(label=_("Agency"), max_length=200, required=False)
    licence = forms.ChoiceField(label=_("Licence"), choices=LICENCES, required=False)
    alt = forms.CharField(
        label=_("Alt text"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What a reader who cannot see it should be told."),
    )
    is_decorative = forms.BooleanField(label=_("Decorative, no alt text"), required=False)
    caption = forms.CharField(
        label=_("Caption"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_wanted = forms.BooleanField(label=_("Take this picture"), required=False)


class LeadForm(forms.Form):
    """The picture that the article begins with, by its number; none when nothing is chosen."""

    lead = forms.TypedChoiceField(coerce=int, empty_value=None, required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, numbers: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", _("Begin without a picture"))
        self.fields["lead"].choices = [none, *((number, str(number)) for number in numbers)]  # type: ignore[attr-defined]


CreditFormSet = forms.formset_factory(
    CreditForm, extra=BLANK_CREDITS, max_num=MOST_CREDITS, absolute_max=MOST_CREDITS + 1
)
PictureFormSet = forms.formset_factory(PictureForm, extra=0, max_num=200, absolute_max=200)


class ApplyForm(forms.Form):
    """Values for all pictures at once; an empty one changes nothing."""

    creator = forms.CharField(label=_("Creator"), max_length=200, required=False)
    agency = forms.CharField(label=_("Agency"), max_length=200, required=False)
    licence = forms.ChoiceField(
        label=_("Licence"), choices=[("", _("Leave each as it is")), *PICTURE_LICENCE_CHOICES], required=False
    )


class ReviewForm:
    """The forms of the page together, filled with ``answers`` or with what was sent."""

    def __init__(self, answers: Answers, data: Mapping[str, Any] | None = None) -> None:
        self.article = ArticleForm(
            data,
            initial={
                "headline": answers.headline,
                "kicker": answers.kicker,
                "standfirst": answers.standfirst,
                "section": answers.section_id,
            },
        )
        self.credits = CreditFormSet(
            data,
            prefix="credits",
            initial=[{"name": credit.name, "role": credit.role} for credit in answers.credits],
        )
        self.pictures = PictureFormSet(
            data,
            prefix="pictures",
            initial=[
                {"number": number, **{name: getattr(answer, name) for name in PICTURE_NAMES}}
                for number, answer in sorted(answers.pictures.items())
            ],
        )
        self.all_pictures = ApplyForm(data, prefix="all")
        self.lead = LeadForm(data, numbers=sorted(answers.pictures), initial={"lead": answers.lead_number})

    def is_valid(self) -> bool:
        """Whether everything can be kept; every form is asked, so that each shows its errors."""
        forms = (self.article, self.credits, self.pictures, self.all_pictures, self.lead)
        return sum(form.is_valid() for form in forms) == len(forms)

    def answers(self, *, is_for_all: bool = False) -> Answers:
        """What was sent. ``is_for_all`` puts the values for all pictures into each."""
        said = self.article.cleaned_data
        for_all = {name: value for name, value in self.all_pictures.cleaned_data.items() if value} if is_for_all else {}
        return Answers(
            headline=said["headline"],
            kicker=said["kicker"],
            standfirst=said["standfirst"],
            section_id=said["section"].pk if said["section"] else None,
            credits=tuple(
                NamedCredit(each["name"].strip(), each["role"])
                for form in self.credits
                if (each := form.cleaned_data) and each.get("name", "").strip()
            ),
            pictures={
                form.cleaned_data["number"]: PictureAnswer(
                    **{name: form.cleaned_data[name] for name in PICTURE_NAMES} | for_all
                )
                for form in self.pictures
                if form.cleaned_data
            },
            lead=self.lead.cleaned_data["lead"],
        )


PICTURE_NAMES = ("creator", "agency", "licence", "alt", "is_decorative", "caption", "is_wanted")
