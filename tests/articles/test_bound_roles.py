"""Roles bound to sections: the role's rights on the articles there, and none elsewhere, by any way."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from masthead.articles.models import Article, Section
from masthead.errors import ActionForbidden
from masthead.publishing import actions as publishing
from masthead.staff.models import SectionRole, User
from masthead.staff.roles import SECTION_STAFF, Role
from tests.cast import SmallMagazine, a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def politics(magazine: SmallMagazine) -> Section:
    return a_section(magazine.tree.front, "Politics")


def a_section(parent: Page, title: str) -> Section:
    section = Section(title=title, slug=title.lower(), live=False)
    Page.objects.get(pk=parent.pk).add_child(instance=section)
    publishing.publish(section, acting_user=None)
    return Section.objects.get(pk=section.pk)


def bound(name: str, role: Role, *sections: Section) -> User:
    user = User.objects.create_user(name.lower(), password="correct horse battery", first_name=name)
    user.groups.add(Group.objects.get(name=SECTION_STAFF))
    for section in sections:
        SectionRole.objects.create(user=user, group=Group.objects.get(name=role), section_id=section.pk)
    return user


def may(user: User, article: Article, what: str) -> bool:
    return bool(getattr(Article.objects.get(pk=article.pk).permissions_for_user(user), f"can_{what}")())


def test_an_editor_of_culture_publishes_there_and_has_nothing_in_politics(
    magazine: SmallMagazine, politics: Section
) -> None:
    here, there, nowhere = (
        magazine.draft(),
        magazine.draft("There", section=politics),
        magazine.draft("X", section=None),
    )
    clara = bound("Clara", Role.EDITOR, magazine.culture)

    assert [may(clara, here, what) for what in ("edit", "publish", "delete", "lock")] == [True] * 4
    for article in (there, nowhere):
        assert [may(clara, article, what) for what in ("edit", "publish", "delete", "lock")] == [False] * 4
    with pytest.raises(ActionForbidden):
        publishing.publish(there, acting_user=clara)
    assert not magazine.culture.permissions_for_user(clara).can_edit()
    assert not magazine.tree.articles.permissions_for_user(clara).can_publish()


def test_a_section_counts_with_those_below_it(magazine: SmallMagazine) -> None:
    film = a_section(magazine.culture, "Film")
    review = magazine.draft("A film", section=film)

    assert may(bound("Sub", Role.SUB_EDITOR, magazine.culture), review, "edit")
    assert not may(bound("Other", Role.SUB_EDITOR, film), magazine.draft("A book"), "edit")


def test_a_bound_writer_has_their_own_drafts_only(magazine: SmallMagazine, politics: Section) -> None:
    will = bound("Will", Role.WRITER, magazine.culture)

    assert may(will, magazine.draft("Mine", owner=will), "edit")
    assert not may(will, magazine.draft("Ours"), "edit")
    assert not may(will, magazine.draft("Mine away", owner=will, section=politics), "edit")


def test_two_bound_roles_add_up_each_in_its_section(magazine: SmallMagazine, politics: Section) -> None:
    user = bound("Both", Role.SUB_EDITOR, magazine.culture)
    SectionRole.objects.create(user=user, group=Group.objects.get(name=Role.EDITOR), section_id=politics.pk)

    assert not may(user, magazine.draft(), "publish")
    assert may(user, magazine.draft("There", section=politics), "publish")


def test_a_draft_is_not_moved_out_of_a_section_nor_in(magazine: SmallMagazine, politics: Section) -> None:
    clara, here = bound("Clara", Role.EDITOR, magazine.culture), magazine.article()
    there = magazine.article("There", section=politics)

    here.section = politics
    with pytest.raises(ActionForbidden):
        here.save_revision(user=clara)
    there.section = magazine.culture
    there.save_revision()

    assert Article.objects.get(pk=here.pk).draft_section_id == magazine.culture.pk
    assert Article.objects.get(pk=there.pk).draft_section_id == magazine.culture.pk
    assert not may(clara, there, "edit"), "the live piece is still Politics'"
    publishing.publish(there, acting_user=None)
    assert may(clara, there, "edit")


def test_a_never_published_draft_belongs_to_where_its_draft_puts_it(magazine: SmallMagazine, politics: Section) -> None:
    clara, pia = bound("Clara", Role.EDITOR, magazine.culture), bound("Pia", Role.EDITOR, politics)
    draft = magazine.draft()
    draft.section = politics
    draft.save_revision()

    assert not may(clara, draft, "edit")
    assert may(pia, draft, "edit")
    assert draft in held(pia, "publish")
    assert draft not in held(clara, "publish")


def held(user: User, *verbs: str) -> list[Article]:
    fresh = User.objects.get(pk=user.pk)
    return list(page_permission_policy.instances_user_has_any_permission_for(fresh, verbs).type(Article).specific())


@pytest.mark.parametrize("role", list(Role))
def test_the_lists_say_what_the_single_page_says(magazine: SmallMagazine, politics: Section, role: Role) -> None:
    user = bound("Uma", role, magazine.culture)
    film = a_section(magazine.culture, "Film")
    moved = magazine.article("Moved")
    moved.section = politics
    moved.save_revision()
    articles = [
        magazine.draft("One"),
        magazine.draft("Mine", owner=user),
        magazine.article("Out"),
        magazine.draft("Film", section=film),
        magazine.draft("There", section=politics),
        magazine.draft("Mine there", section=politics, owner=user),
        magazine.draft("Nowhere", section=None),
        moved,
    ]
    for verb, asked in {"change": "edit", "publish": "publish"}.items():
        single = {article.title for article in articles if may(user, article, asked)}
        assert {article.title for article in held(user, verb)} == single, verb
        policy = {
            article.title
            for article in articles
            if page_permission_policy.user_has_any_permission_for_instance(
                user, {verb}, Page.objects.get(pk=article.pk)
            )
        }
        assert policy == single, verb
        if single:
            assert user in page_permission_policy.users_with_any_permission({verb})


def test_the_form_offers_the_own_sections_and_a_forged_one_is_refused(
    client: Client, magazine: SmallMagazine, politics: Section
) -> None:
    will = bound("Will", Role.WRITER, magazine.culture)
    client.force_login(will)
    draft = magazine.draft("Mine", owner=will)
    form = client.get(f"/desk/pages/{draft.pk}/edit/").context["form"]

    assert list(form.fields["section"].queryset) == [magazine.culture]

    answer: Any = client.post(
        f"/desk/api/main/pages/{draft.pk}/action/copy/",
        {"slug": "copy"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code == 201
    assert Article.objects.get(slug="copy").section == magazine.culture


def test_a_role_taken_in_the_middle_of_a_session_is_gone_at_the_next_request(
    client: Client, magazine: SmallMagazine
) -> None:
    clara, draft = bound("Clara", Role.EDITOR, magazine.culture), magazine.draft()
    client.force_login(clara)
    address = f"/desk/pages/{draft.pk}/view_draft/"
    assert client.get(address).status_code == 200

    clara.section_roles.all().delete()

    assert client.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_a_closed_account_has_no_rights(magazine: SmallMagazine) -> None:
    clara = bound("Clara", Role.EDITOR, magazine.culture)
    clara.is_active = False
    clara.save()
    assert not may(clara, magazine.draft(), "edit")
