"""The walk over every path that could make something public: the check refuses on each, and nothing is live."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowTask
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from masthead.articles.models import Article
from masthead.body import making
from masthead.errors import MastheadError
from masthead.published.models import PublishedArticle
from masthead.publishing import actions as publishing
from masthead.publishing import queries
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """A publisher at the desk, and an article that may not go live: its picture has no credit."""

    magazine: SmallMagazine
    client: Client
    picture_id: int
    article: Article

    def form(self, **changes: Any) -> dict[str, Any]:
        """What the article's form posts."""
        picture = {
            "picture": self.picture_id,
            "caption": "null",
            "credit_override": "",
            "alt_override": "",
            "size": "normal",
        }
        fields: dict[str, Any] = {
            "title": self.article.title,
            "slug": self.article.slug,
            "form": "feature",
            "body": streamfield([("picture", picture)]),
            "credits": inline_formset([]),
            "corrections": inline_formset([]),
            "related_picks": inline_formset([]),
            "comments": inline_formset([]),
            "tags": "",
            **changes,
        }
        return nested_form_data(fields)


@pytest.fixture
def scene(client: Client) -> Scene:
    petra = a_user("Petra")
    petra.is_superuser = True
    petra.save()
    client.force_login(petra)
    magazine = a_small_magazine()
    bare = a_picture("Bare", creator="", agency="")
    return Scene(magazine, client, bare.pk, magazine.draft("Not yet", body=making.stream([making.picture(bare.pk)])))


def press_publish(scene: Scene, form: dict[str, object]) -> None:
    """Publish in the form, and answer the question where one is asked."""
    answer = scene.client.post(f"/desk/pages/{scene.article.pk}/edit/", form)
    if "/publish/" in answer.headers["Location"]:
        scene.client.post(answer.headers["Location"])


def edit_form(scene: Scene) -> None:
    press_publish(scene, scene.form(**{"action-publish": "1"}))


def create_form(scene: Scene) -> None:
    address = reverse("wagtailadmin_pages:add", args=("articles", "article", scene.magazine.tree.articles.pk))
    response = scene.client.post(address, scene.form(title="Brand new", slug="brand-new", **{"action-publish": "1"}))
    assert response.status_code == 302
    assert Article.objects.filter(slug="brand-new").exists(), "the words were lost"


def bulk_publish(scene: Scene) -> None:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    scene.client.post(f"{address}?id={scene.article.pk}", {"include_descendants": ""})


def bulk_publish_from_the_index(scene: Scene) -> None:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    scene.client.post(f"{address}?id={scene.magazine.tree.articles.pk}", {"include_descendants": "on"})


def _workflow(scene: Scene) -> None:
    task = GroupApprovalTask.objects.create(name="Approve")
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(scene.article, scene.article.owner)


def workflow_approval(scene: Scene) -> None:
    _workflow(scene)
    state = scene.article.current_workflow_state.current_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(scene.article.pk, "approve", state.pk))
    scene.client.post(address, {"comment": ""})
    state.refresh_from_db()
    assert state.status == "approved"


def workflow_approval_from_the_form(scene: Scene) -> None:
    _workflow(scene)
    changes = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    scene.client.post(f"/desk/pages/{scene.article.pk}/edit/", scene.form(**changes))


def api_publish(scene: Scene) -> None:
    response = scene.client.post(f"/desk/api/main/pages/{scene.article.pk}/action/publish/")
    assert response.status_code == 409
    assert "credit" in response.json()["detail"]


def revert_and_publish(scene: Scene) -> None:
    revision = scene.article.get_latest_revision()
    form = scene.form(**{"action-publish": "1", "revision": str(revision.pk)})
    press_publish(scene, form)


def schedule_from_the_form(scene: Scene) -> None:
    tomorrow = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    press_publish(scene, scene.form(go_live_at=tomorrow, **{"action-publish": "1"}))
    assert not scene.article.revisions.filter(approved_go_live_at__isnull=False).exists(), "it was scheduled unchecked"


def schedule_that_came_due(scene: Scene) -> None:
    revision = scene.article.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled", verbosity=0)


def page_publish(scene: Scene) -> None:
    scene.article.publish(scene.article.get_latest_revision())


def revision_publish(scene: Scene) -> None:
    scene.article.get_latest_revision().publish(skip_permission_checks=True)


def wagtails_own_action(scene: Scene) -> None:
    PublishPageRevisionAction(scene.article.get_latest_revision()).execute(skip_permission_checks=True)


def saving_the_row_as_live(scene: Scene) -> None:
    scene.article.live = True
    scene.article.save()


def saving_only_the_flag(scene: Scene) -> None:
    scene.article.live = True
    scene.article.save(update_fields=["live"])


def adding_a_live_child(scene: Scene) -> None:
    child = Article(
        title="Brand new", slug="brand-new", body=making.stream([making.picture(scene.picture_id)]), live=True
    )
    Page.objects.get(pk=scene.magazine.tree.articles.pk).add_child(instance=child)


PATHS = [
    edit_form,
    create_form,
    bulk_publish,
    bulk_publish_from_the_index,
    workflow_approval,
    workflow_approval_from_the_form,
    api_publish,
    revert_and_publish,
    schedule_from_the_form,
    schedule_that_came_due,
    page_publish,
    revision_publish,
    wagtails_own_action,
    saving_the_row_as_live,
    saving_only_the_flag,
    adding_a_live_child,
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_an_uncredited_picture_goes_live_on_no_path(scene: Scene, path: Callable[[Scene], None]) -> None:
    with suppress(MastheadError):
        path(scene)

    assert not Article.objects.filter(live=True).exists()
    assert not PublishedArticle.objects.exists()
    assert scene.client.get(scene.article.address).status_code == 404


WORKING_PATHS = [
    edit_form,
    bulk_publish,
    bulk_publish_from_the_index,
    revert_and_publish,
    page_publish,
    revision_publish,
    schedule_that_came_due,
]


@pytest.mark.parametrize("path", WORKING_PATHS, ids=lambda path: path.__name__)
def test_the_same_paths_publish_what_is_in_order(scene: Scene, path: Callable[[Scene], None]) -> None:
    scene.picture_id = a_picture("Credited").pk
    scene.article.body = making.stream([making.picture(scene.picture_id)])
    scene.article.save_revision()

    path(scene)

    assert Article.objects.get(pk=scene.article.pk).live
    assert PublishedArticle.objects.filter(pk=scene.article.pk).exists()


def test_the_last_approval_publishes_nothing_even_when_all_is_in_order(scene: Scene) -> None:
    scene.article.body = making.stream([making.picture(a_picture("Credited").pk)])
    scene.article.save_revision()
    _workflow(scene)
    state = scene.article.current_workflow_state.current_task_state

    scene.client.post(
        reverse("wagtailadmin_pages:workflow_action", args=(scene.article.pk, "approve", state.pk)), {"comment": ""}
    )

    state.refresh_from_db()
    assert state.status == "approved"
    assert not PublishedArticle.objects.exists()


def test_the_form_publishes_what_it_saved_and_not_what_came_after(scene: Scene) -> None:
    scene.picture_id = a_picture("Credited").pk

    def save_as_somebody_else(_request: object, page: Article) -> None:
        later = Article.objects.get(pk=page.pk).get_latest_revision_as_object()
        later.standfirst = "What a writer saved a moment later."
        later.save_revision()

    with hooks.register_temporarily("before_publish_page", save_as_somebody_else, order=-1):
        press_publish(scene, scene.form(standfirst="What the publisher saw.", **{"action-publish": "1"}))

    assert PublishedArticle.objects.get(pk=scene.article.pk).standfirst == "What the publisher saw."
    assert Article.objects.get(pk=scene.article.pk).has_unpublished_changes


def test_a_section_with_articles_cannot_be_deleted_and_the_desk_says_why(scene: Scene, in_debt: Article) -> None:
    section = scene.magazine.culture
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    answers = [
        scene.client.post(f"/desk/pages/{section.pk}/delete/", follow=True),
        scene.client.post(f"{bulk}?id={section.pk}", {}, follow=True),
    ]
    api = scene.client.post(f"/desk/api/main/pages/{section.pk}/action/delete/")

    assert Page.objects.filter(pk=section.pk).exists()
    assert all("cannot be deleted" in answer.content.decode() for answer in answers)
    assert api.status_code == 409


@pytest.fixture
def in_debt(scene: Scene) -> Article:
    """A live article under a recorded exemption."""
    publishing.grant_inherited_debt(
        scene.article, queries.findings_on(scene.article), reason="public since 2005", acting_user=None
    )
    publishing.publish(scene.article, acting_user=None)
    return Article.objects.get(pk=scene.article.pk)


def copy_form(scene: Scene, article: Article) -> None:
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(scene.magazine.tree.articles.pk)}
    scene.client.post(f"/desk/pages/{article.pk}/copy/", {**form, "publish_copies": "on"})


def alias_form(scene: Scene, article: Article) -> None:
    form = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(scene.magazine.tree.articles.pk)}
    scene.client.post(f"/desk/pages/{article.pk}/copy/", {**form, "alias": "on"})


def api_live_copy(scene: Scene, article: Article) -> None:
    body = json.dumps({"keep_live": True, "slug": "copy"})
    response = scene.client.post(
        f"/desk/api/main/pages/{article.pk}/action/copy/", body, content_type="application/json"
    )
    assert response.status_code == 201


def api_alias(scene: Scene, article: Article) -> None:
    response = scene.client.post(f"/desk/api/main/pages/{article.pk}/action/create_alias/", {"slug": "copy"})
    assert response.status_code == 404


def live_copy_in_code(scene: Scene, article: Article) -> None:
    article.copy(keep_live=True, update_attrs={"slug": "copy"})


def wagtails_copy_action(scene: Scene, article: Article) -> None:
    CopyPageAction(article, keep_live=True, update_attrs={"slug": "copy"}).execute(skip_permission_checks=True)


def wagtails_alias_action(scene: Scene, article: Article) -> None:
    CreatePageAliasAction(article, update_slug="copy").execute(skip_permission_checks=True)


COPIES = [
    copy_form,
    alias_form,
    api_live_copy,
    api_alias,
    live_copy_in_code,
    wagtails_copy_action,
    wagtails_alias_action,
]


@pytest.mark.parametrize("path", COPIES, ids=lambda path: path.__name__)
def test_debt_is_not_copied_into_public(scene: Scene, in_debt: Article, path: Callable[[Scene, Article], None]) -> None:
    with suppress(MastheadError):
        path(scene, in_debt)

    assert list(Article.objects.filter(live=True)) == [in_debt]
    assert PublishedArticle.objects.count() == 1


def test_content_of_a_live_article_changes_by_no_side_way(scene: Scene, in_debt: Article) -> None:
    in_debt.standfirst = "Slipped in."

    with pytest.raises(MastheadError):
        in_debt.save()

    assert Article.objects.get(pk=in_debt.pk).standfirst != "Slipped in."


def test_a_live_article_is_not_taken_down_by_a_side_way(scene: Scene, in_debt: Article) -> None:
    with pytest.raises(MastheadError):
        UnpublishPageAction(in_debt).execute(skip_permission_checks=True)

    assert Article.objects.get(pk=in_debt.pk).live
    assert PublishedArticle.objects.filter(pk=in_debt.pk).exists()


def unpublish_form(scene: Scene, article: Article) -> None:
    scene.client.post(f"/desk/pages/{article.pk}/unpublish/")


def unpublish_from_above(scene: Scene, article: Article) -> None:
    scene.client.post(f"/desk/pages/{scene.magazine.tree.articles.pk}/unpublish/", {"include_descendants": "on"})


def bulk_unpublish(scene: Scene, article: Article) -> None:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "unpublish"))
    scene.client.post(f"{address}?id={article.pk}", {"include_descendants": ""})


def api_unpublish(scene: Scene, article: Article) -> None:
    response = scene.client.post(f"/desk/api/main/pages/{article.pk}/action/unpublish/", {"recursive": "false"})
    assert response.status_code == 200


def delete_form(scene: Scene, article: Article) -> None:
    scene.client.post(f"/desk/pages/{article.pk}/delete/")


def api_delete(scene: Scene, article: Article) -> None:
    assert scene.client.post(f"/desk/api/main/pages/{article.pk}/action/delete/").status_code == 204


def delete_from_above(scene: Scene, article: Article) -> None:
    Page.objects.get(pk=scene.magazine.tree.articles.pk).delete()


TAKING_DOWN = [
    unpublish_form,
    unpublish_from_above,
    bulk_unpublish,
    api_unpublish,
    delete_form,
    api_delete,
    delete_from_above,
]


@pytest.mark.parametrize("path", TAKING_DOWN, ids=lambda path: path.__name__)
def test_every_way_down_leaves_no_row_behind(
    scene: Scene, in_debt: Article, path: Callable[[Scene, Article], None]
) -> None:
    path(scene, in_debt)

    assert not Article.objects.filter(live=True).exists()
    assert not PublishedArticle.objects.exists()


def test_a_writer_publishes_on_no_path(scene: Scene, client: Client) -> None:
    scene.article.body = making.stream([making.picture(a_picture("Credited").pk)])
    scene.article.save_revision()
    client.force_login(a_user("Will", role=Role.WRITER))

    for path in (edit_form, bulk_publish, revert_and_publish):
        path(scene)
    client.post(f"/desk/api/main/pages/{scene.article.pk}/action/publish/")

    assert not Article.objects.filter(live=True).exists()
