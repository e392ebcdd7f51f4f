"""The form of a newsletter's words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from masthead.newsletters.actions import OF_THE_SENDER
from masthead.newsletters.models import Newsletter


class NewsletterForm(forms.ModelForm[Newsletter]):
    """What a newsletter is called, what it promises, and whether readers are offered it."""

    class Meta:
        model = Newsletter
        fields = ("name", "slug", "heading", "promise", "button", "about", "is_offered", *OF_THE_SENDER)
        widgets = {
            "promise": forms.Textarea(attrs={"rows": 3}),
            "about": forms.Textarea(attrs={"rows": 8}),
            "postal_address": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"slug": _("Lower-case letters, digits and hyphens; for addresses and files.")}

    def words(self) -> dict[str, Any]:
        """What was given, as the action takes it."""
        return dict(self.cleaned_data)
