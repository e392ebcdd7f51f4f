"""Wagtail's screens for users, with an audit entry in the transaction of each act, and owners left to owners."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from wagtail.users.views.users import CreateView, DeleteView, EditView, UserViewSet

from masthead.desk.access.actions import accounts
from masthead.desk.access.actions.accounts import AccountFacts
from masthead.desk.access.views.factors import user_of


class OwnersByOwners:
    """Who is no owner makes nobody one."""

    request: Any

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]
        if not self.request.user.is_superuser:
            form.fields.pop("is_superuser", None)
        return form


class CreateUser(OwnersByOwners, CreateView):
    """Makes an account."""

    def save_instance(self) -> Any:
        user = super().save_instance()
        accounts.note_creation(user, acting_user=user_of(self.request))
        return user


class EditUser(OwnersByOwners, EditView):
    """Changes one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.object.is_superuser and not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def save_instance(self) -> Any:
        before = AccountFacts.of(self.object.pk)
        user = super().save_instance()
        accounts.note_change(user, before, acting_user=user_of(self.request))
        return user


class DeleteUser(DeleteView):
    """Deletes one."""

    def delete_action(self) -> None:
        with transaction.atomic():
            accounts.note_deletion(self.object, acting_user=user_of(self.request))
            super().delete_action()


class StaffViewSet(UserViewSet):
    """The users of the desk."""

    add_view_class = CreateUser
    edit_view_class = EditUser
    delete_view_class = DeleteUser
