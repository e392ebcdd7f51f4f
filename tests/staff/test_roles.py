"""The table of roles: what each group gets, once, and how an operator's own changes last."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupPagePermission

from masthead.staff.models import GrantedRight
from masthead.staff.roles import RIGHTS, SECTION_STAFF, Role, ensure_roles
from tests.cast import a_small_magazine, a_user

pytestmark = pytest.mark.django_db


def rights_in_force() -> set[tuple[str, str]]:
    models = {(group.name, str(right)) for group in Group.objects.all() for right in group.permissions.all()}
    return models | {
        (row.group.name, f"{row.page}:{row.permission.codename}")
        for row in GroupPagePermission.objects.select_related("group", "page", "permission")
    }


def test_every_role_is_a_group_after_migrating() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {*Role.values, SECTION_STAFF}


def test_the_second_time_changes_nothing() -> None:
    a_small_magazine()
    before = rights_in_force(), GrantedRight.objects.count()

    ensure_roles()
    call_command("migrate", verbosity=0)

    assert (rights_in_force(), GrantedRight.objects.count()) == before


def test_what_an_operator_takes_from_a_group_stays_taken_and_what_they_add_stays() -> None:
    a_small_magazine()
    writers, added = Group.objects.get(name=Role.WRITER), Permission.objects.get(codename="delete_contributor")
    taken = writers.permissions.get(codename="add_contributor")
    writers.permissions.remove(taken)
    writers.permissions.add(added)
    GroupPagePermission.objects.filter(group=writers).delete()

    ensure_roles()

    assert taken not in writers.permissions.all()
    assert added in writers.permissions.all()
    assert not GroupPagePermission.objects.filter(group=writers).exists()


def test_a_deleted_group_comes_back_with_its_rights() -> None:
    Group.objects.get(name=Role.WRITER).delete()

    ensure_roles()

    assert Group.objects.get(name=Role.WRITER).permissions.filter(codename="access_admin").exists()


def test_a_group_of_wagtails_with_somebody_in_it_is_left_alone() -> None:
    GrantedRight.objects.all().delete()
    moderators = Group.objects.create(name="Moderators")
    petra = a_user()
    petra.groups.add(moderators)

    ensure_roles()
    assert Group.objects.filter(pk=moderators.pk).exists()

    GrantedRight.objects.all().delete()
    petra.groups.remove(moderators)
    ensure_roles()
    assert not Group.objects.filter(pk=moderators.pk).exists()


def test_writers_write_editors_publish_and_publishers_run_the_house() -> None:
    magazine = a_small_magazine()
    article = magazine.draft()
    writer, sub, editor, publisher = (
        a_user(role.name.title(), role=role) for role in (Role.WRITER, Role.SUB_EDITOR, Role.EDITOR, Role.PUBLISHER)
    )

    assert magazine.tree.articles.permissions_for_user(writer).can_add_subpage()
    assert not magazine.tree.issues.permissions_for_user(writer).can_add_subpage()
    assert not article.permissions_for_user(writer).can_edit()
    assert article.permissions_for_user(sub).can_edit()
    assert not article.permissions_for_user(sub).can_publish()
    assert article.permissions_for_user(editor).can_publish()
    assert not editor.has_perm("staff.change_user")
    assert publisher.has_perm("staff.change_user")


def test_no_right_is_named_twice_for_a_group() -> None:
    for name, rights in RIGHTS.items():
        assert len(set(rights.permissions)) == len(rights.permissions), name
        assert len(set(rights.collections)) == len(rights.collections), name
