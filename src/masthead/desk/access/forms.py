"""What the access screens ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from masthead.audit import queries as audit
from masthead.desk.access.trail import kind_called, said
from masthead.staff.models import User


class LoginForm(forms.Form):
    """Name and password. What is wrong with them is said by the action, not here."""

    username = forms.CharField(
        label=_("Username or e-mail"), max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autofocus": "", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), strip=False, max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    remember = forms.BooleanField(label=_("Remember me"), required=False)


class PasswordForm(forms.Form):
    """The present password, and the new one twice."""

    old = forms.CharField(
        label=_("Present password"), strip=False, max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label=_("New password"), strip=False, max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least eight characters, and none of the common ones."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("The new password again"), strip=False, max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.has_usable_password():  # somebody who came by single sign-on has none to show
            del self.fields["old"]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        new, again = said.get("new"), said.get("again")
        if new and again and new != again:
            self.add_error("again", _("The two passwords differ."))
        if new:
            try:
                validate_password(new, self.user)
            except ValidationError as error:
                self.add_error("new", error)
        return said


class CodeForm(forms.Form):
    """Six digits of an app, or a code on paper."""

    code = forms.CharField(
        label=_("Code"), max_length=30,
        help_text=_("The six digits that your app shows now, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": "", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )  # fmt: skip


class ConfirmForm(forms.Form):
    """The password once more, or a code: before something that a thief of the session would do."""

    proof = forms.CharField(
        label=_("Password, or a code of your app"), strip=False, max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": ""}),
    )  # fmt: skip


class AppForm(forms.Form):
    """The digits that show that an app has the secret."""

    code = forms.CharField(
        label=_("The six digits it shows"), max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )  # fmt: skip


class RulesForm(forms.Form):
    """Of which roles a second factor is asked."""

    groups = forms.TypedMultipleChoiceField(
        label=_("Roles"), choices=lambda: Group.objects.order_by("name").values_list("pk", "name"), coerce=int,
        required=False, widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    owners = forms.BooleanField(label=_("Owners"), required=False)


class TrailForm(forms.Form):
    """What is asked of the audit trail."""

    person = forms.ChoiceField(label=_("Who"), required=False)
    verb = forms.ChoiceField(label=_("Did what"), required=False)
    kind = forms.ChoiceField(label=_("To what kind"), required=False)
    object_id = forms.CharField(label=_("Its number"), required=False, max_length=40)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    user_id = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1, max_value=2**53)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody, anything = ("", _("Everybody")), ("", _("Anything"))
        choices: dict[str, list[Any]] = {
            "person": [everybody, *((name, name) for name in audit.persons())],
            "verb": [anything, *((verb, said(verb)) for verb in audit.verbs())],
            "kind": [anything, *((kind, kind_called(kind)) for kind in audit.kinds())],
        }
        for name, values in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = values
