"""Asking a second factor of a role."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from masthead.audit.actions import record
from masthead.errors import ActionForbidden
from masthead.staff.models import SecondFactorRule, User


def ask_second_factor_of(group_ids: Collection[int], *, of_owners: bool, acting_user: User) -> None:
    """Let exactly these roles, and the owners or not, need a second factor. Who has none is led to add one at the next request.

    Raises ``ActionForbidden``: for those who may not change accounts; the rule for owners is the owners'.
    """
    if not acting_user.has_perm("staff.change_user"):
        raise ActionForbidden(_("Only those who look after the accounts may do this."))
    wanted: set[int | None] = set(Group.objects.filter(pk__in=group_ids).values_list("pk", flat=True))
    if of_owners:
        wanted.add(None)
    with transaction.atomic():
        present = {rule.group_id: rule for rule in SecondFactorRule.objects.select_related("group")}
        if not acting_user.is_superuser and (None in wanted) != (None in present):
            raise ActionForbidden(_("Whether owners need a second factor is for an owner to say."))
        for group_id in wanted - present.keys():
            rule = SecondFactorRule.objects.create(group_id=group_id)
            record("ask-second-factor", rule, acting_user=acting_user)
        for group_id in present.keys() - wanted:
            rule = present[group_id]
            record("ask-no-second-factor", rule, acting_user=acting_user)
            rule.delete()
