"""The questions of the first run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from masthead.desk.first_run.actions import Founding
from masthead.desk.first_run.invitation import Invitation
from masthead.magazine.models import Look, Magazine
from masthead.staff.models import User

LANGUAGE = Magazine._meta.get_field("language")


class FoundingForm(forms.Form):
    """Name, look and owner; and the code, where one is needed."""

    code = forms.CharField(label=_("Code"), help_text=_("The terminal in which masthead serve runs shows it."))
    name = forms.CharField(label=_("Name of the magazine"), max_length=120)
    tagline = forms.CharField(
        label=_("Tagline"), max_length=200, required=False, help_text=_("One line under the name.")
    )
    language = forms.CharField(
        label=_("Language"), initial="en", max_length=12, validators=LANGUAGE.validators,
        help_text=_("A language tag: en, es, pt-BR."),
    )  # fmt: skip
    look = forms.ChoiceField(label=_("Look"), choices=Look.choices, initial=Look.BROADSHEET)
    owner_name = forms.CharField(label=_("Your name"), max_length=150)
    email = forms.EmailField(label=_("Your e-mail address"), max_length=150, help_text=_("You log in with it."))
    password = forms.CharField(
        label=_("Password"), strip=False, help_text=_("At least eight characters, and none of the common ones.")
    )
    password_again = forms.CharField(label=_("The same password again"), strip=False)

    def __init__(self, *args: Any, invitation: Invitation | None, needs_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        if not needs_code:
            del self.fields["code"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if self.invitation is None or not self.invitation.fits(code):
            raise ValidationError(_("This is not the code that the terminal shows."))
        return code

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        password, again = said.get("password"), said.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("The two passwords differ."))
        if password:
            owner = User(
                username=said.get("email", ""), email=said.get("email", ""), first_name=said.get("owner_name", "")
            )
            try:
                validate_password(password, owner)
            except ValidationError as error:
                self.add_error("password", error)
        return said

    def founding(self) -> Founding:
        """The answers, once they are valid."""
        names = ("email", "password", "owner_name", "name", "tagline", "language", "look")
        return Founding(**{name: self.cleaned_data[name] for name in names})
