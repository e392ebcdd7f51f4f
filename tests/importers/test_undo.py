"""Taking a run back: the magazine is as it was before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from wagtail.models import Page

from masthead.articles.models import Article
from masthead.contributors.models import Contributor
from masthead.errors import ActionForbidden
from masthead.importers import actions
from masthead.importers.models import ImportedItem, ImportRun, Touch
from masthead.importers.troubles import UndoRefused
from masthead.issues.models import Issue
from masthead.pictures.models import Picture
from masthead.publishing import actions as publishing
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine, a_user
from tests.importers.sources import FRONT, imported, prepared, three_articles

pytestmark = pytest.mark.django_db(transaction=True)

# Logs only grow, and the worker's queue is no part of the magazine.
LOGS = {
    "audit.AuditEntry", "published.Change", "wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry", "jobs.OutboxEntry", "jobs.JobKey",
    "jobs.Lease", "django_tasks_database.DBTaskResult", "importers.ImportRun", "importers.LedgerRow", "sessions.Session",
}  # fmt: skip


# What is computed anew has new numbers; nothing refers to them.
ROWS_WITHOUT_IDENTITY = ("wagtailcore.ReferenceIndex", "published.ListEntry")


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return three_articles(tmp_path / "old")


def magazine_as_it_is() -> dict[str, Any]:
    """Every row but logs, and every file of the library."""
    rows = {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and model._meta.label not in LOGS
    }
    for label in ROWS_WITHOUT_IDENTITY:
        named = [{name: value for name, value in row.items() if name != "id"} for row in rows[label]]
        rows[label] = sorted(named, key=str)
    for row in rows["planning.Piece"]:  # when the desk last settled it: undoing is itself such a moment
        row.update(stage_changed_at=None, approved_at=None)
    rows["published.ListCount"] = [row for row in rows["published.ListCount"] if row["count"]]
    media = Path(settings.MEDIA_ROOT)
    return rows | {"files": sorted(str(path) for path in media.rglob("*") if path.is_file())}


def test_undoing_leaves_the_magazine_as_before(magazine: SmallMagazine, folder: Path) -> None:
    magazine.issue("15", [magazine.article("Ours")])
    Contributor.objects.create(name="Ada Verne", slug="ada")
    before = magazine_as_it_is()
    run = imported(folder)
    assert Issue.objects.get().contents.count() == 3
    undone = actions.undo(run, acting_user=None)
    assert not undone.kept
    run.refresh_from_db()
    assert run.state == ImportRun.State.UNDONE
    assert magazine_as_it_is() == before


def test_undoing_an_update_brings_back_what_was_before_it(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    before = magazine_as_it_is()
    path = folder / "articles/first_snow/index.md"
    path.write_text(path.read_text().replace("came.", "came late.").replace("Ada Verne and ", "Cy Ray and "))
    (folder / "articles/new.md").write_text(FRONT.format(title="New") + "More.")
    run = imported(folder)
    assert "came late." in Article.objects.get(slug="first-snow").body[0].value.source
    undone = actions.undo(run, acting_user=None)
    assert not undone.kept
    assert magazine_as_it_is() == before


def test_an_undone_import_can_be_made_again(magazine: SmallMagazine, folder: Path) -> None:
    actions.undo(imported(folder), acting_user=None)
    again = imported(folder)
    assert again.counts["new"] == 3
    assert Article.objects.filter(live=True).count() == 2


def test_what_was_edited_since_is_named_and_kept(magazine: SmallMagazine, folder: Path) -> None:
    run = imported(folder)
    article = Article.objects.get(slug="first-snow")
    article.standfirst = "By hand."
    article.save_revision()
    publishing.publish(article, acting_user=None)
    Picture.objects.update(creator="Ada Lindqvist")
    undone = actions.undo(run, acting_user=None)
    assert set(undone.edited) == {"First snow", "The harbour"}
    assert Article.objects.get().standfirst == "By hand."
    assert set(undone.in_use) >= {"Ada Verne", "ice", "End users"}
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE
    assert "First snow: it was edited at the desk since" in run.message


def test_what_was_edited_goes_when_forced(magazine: SmallMagazine, folder: Path) -> None:
    before = magazine_as_it_is()
    run = imported(folder)
    article = Article.objects.get(slug="first-snow")
    article.save_revision()
    assert actions.undo(run, acting_user=None).edited == ["First snow"]
    undone = actions.undo(run, acting_user=None, is_forced=True)
    assert not undone.kept
    assert magazine_as_it_is() == before


@pytest.mark.parametrize("is_forced", [False, True])
def test_undoing_an_update_makes_nothing_public_that_was_taken_down(
    magazine: SmallMagazine, folder: Path, client: Any, is_forced: bool
) -> None:
    imported(folder)
    path = folder / "articles/first_snow/index.md"
    path.write_text(path.read_text().replace("came.", "came late."))
    run = imported(folder)
    publishing.unpublish(Article.objects.get(slug="first-snow"), acting_user=None, is_withdrawal=True)

    actions.undo(run, acting_user=None, is_forced=is_forced)

    assert not Article.objects.get(slug="first-snow").live
    assert client.get("/articles/first-snow/").status_code == 410


def test_undoing_an_update_leaves_pages_where_they_stand_now(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    path = folder / "articles/first_snow/index.md"
    path.write_text(path.read_text().replace("came.", "came late."))
    run = imported(folder)
    Article.objects.get(slug="first-snow").move(Page.objects.get(slug="articles"), pos="last-child")
    places = dict(Page.objects.values_list("slug", "path"))

    assert not actions.undo(run, acting_user=None).kept

    assert dict(Page.objects.values_list("slug", "path")) == places
    assert Page.find_problems() == ([], [], [], [], [])


def test_what_something_else_uses_is_kept_even_when_forced(magazine: SmallMagazine, folder: Path) -> None:
    run = imported(folder)
    ours = magazine.article("Ours", credits=[Contributor.objects.get(name="Ada Verne")], tags=["ice"])
    undone = actions.undo(run, acting_user=None, is_forced=True)
    assert undone.in_use == ["Ada Verne", "ice"]
    assert Article.objects.get() == ours
    assert not Contributor.objects.filter(name="Bo Lund").exists()


def test_a_later_import_of_the_same_source_is_undone_first(magazine: SmallMagazine, folder: Path) -> None:
    first = imported(folder)
    (folder / "articles/new.md").write_text(FRONT.format(title="New") + "More.")
    second = imported(folder)
    with pytest.raises(UndoRefused, match=f"Import {second.pk} of the same source came later"):
        actions.undo(first, acting_user=None)
    actions.undo(second, acting_user=None)
    assert Article.objects.count() == 3
    actions.undo(first, acting_user=None)
    assert not Article.objects.exists()
    assert not ImportedItem.objects.exists()
    assert not Touch.objects.exists()


def test_an_undone_import_cannot_be_undone_again(magazine: SmallMagazine, folder: Path) -> None:
    run = imported(folder)
    actions.undo(run, acting_user=None)
    run.refresh_from_db()
    with pytest.raises(UndoRefused, match="undone already"):
        actions.undo(run, acting_user=None)


def test_only_who_may_import_may_undo(magazine: SmallMagazine, folder: Path) -> None:
    run = imported(folder)
    with pytest.raises(ActionForbidden):
        actions.undo(run, acting_user=a_user("Walter", role=Role.WRITER))
    assert Article.objects.count() == 3


def test_a_reader_s_page_of_an_undone_article_is_not_found(magazine: SmallMagazine, folder: Path, client: Any) -> None:
    run = imported(folder)
    assert client.get("/articles/first-snow/").status_code == 200
    actions.undo(run, acting_user=None)
    assert client.get("/articles/first-snow/").status_code == 404
    assert client.get("/articles/first_snow").status_code == 404
    assert prepared(folder).plan.has_work
