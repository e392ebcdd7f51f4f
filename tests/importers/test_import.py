"""An import from end to end: dry run, writing, running again, conflicts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from masthead.articles.models import Article, Section, Series
from masthead.body import queries as body
from masthead.contributors.models import Contributor
from masthead.errors import ActionForbidden
from masthead.importers import actions, queries
from masthead.importers.models import ImportedItem, ImportRun, LedgerRow
from masthead.importers.records import Kind, Outcome
from masthead.importers.spool import Verdict
from masthead.importers.troubles import ImportFailed, SourceUnusable
from masthead.issues.models import Issue
from masthead.pictures.models import Picture
from masthead.published import queries as published
from masthead.publishing import actions as publishing
from masthead.publishing.models import Exemption
from masthead.redirects.models import OldAddress
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine, a_user, jpeg
from tests.importers.sources import FRONT, a_folder, a_reader, imported, prepared, three_articles

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return three_articles(tmp_path / "old")


def everything() -> dict[str, Any]:
    """Every row of every table, as the database holds it."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.managed and model._meta.label not in {"jobs.Lease", "sessions.Session"}
    }


def test_a_dry_run_writes_nothing(magazine: SmallMagazine, folder: Path) -> None:
    before = everything()
    dry = prepared(folder)
    assert dry.plan.counts == {Verdict.NEW: 3}
    assert everything() == before


def test_what_is_imported_is_a_whole_article(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    article = Article.objects.get(slug="first-snow")
    assert (article.title, article.live, article.standfirst, article.licence) == (
        "First snow",
        True,
        "It fell.",
        "cc-by",
    )
    assert article.first_published_at == article.last_published_at == datetime(2007, 1, 17, 6, 30, tzinfo=UTC)
    assert [credit.contributor.name for credit in article.credits.all()] == ["Ada Verne", "Bo Lund"]
    assert Contributor.objects.get(name="Ada Verne").sort_name == "Verne, Ada"
    assert sorted(tag.name for tag in article.tags.all()) == ["Snow", "ice"]
    assert (article.section.title, article.series.title) == ("End users", "Winter tales")
    picture = Picture.objects.get()
    assert (picture.licence, picture.credit, picture.alt, picture.width) == ("cc-by", "", "", 60)
    assert body.picture_ids(article.body) == [picture.pk]
    thaw = Article.objects.get(slug="the-thaw")
    assert f'<a linktype="page" id="{thaw.pk}">thaw</a>' in article.body[0].value.source
    assert article.word_count == 5
    assert article.latest_revision_id == article.live_revision_id


def test_readers_find_it_where_they_look(magazine: SmallMagazine, folder: Path, client: Client) -> None:
    imported(folder)
    page = client.get("/articles/first-snow/").content.decode()
    assert "First snow" in page
    assert '<a href="/articles/the-thaw/">thaw</a>' in page.replace(' rel="noopener"', "")
    assert [card.headline for card in published.newest("all", 5)] == ["The thaw", "First snow"]
    for old in ("/articles/first_snow", "/articles/first_snow/"):
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (301, "/articles/first-snow/")


def test_a_draft_never_becomes_public(magazine: SmallMagazine, folder: Path, client: Client) -> None:
    imported(folder)
    draft = Article.objects.get(title="Unfinished")
    assert not draft.live
    assert draft.first_published_at is None
    assert client.get("/articles/unfinished/").status_code == 404
    assert published.newest("all", 5) == [card for card in published.newest("all", 5) if card.headline != "Unfinished"]
    assert not Issue.objects.get().contents.filter(article=draft).exists()


def test_issues_become_issues_with_their_contents(magazine: SmallMagazine, folder: Path, client: Client) -> None:
    imported(folder)
    issue = Issue.objects.get()
    assert (issue.title, issue.number, issue.live, str(issue.dated_on)) == ("Issue 15", "15", True, "2007-01-17")
    assert [(entry.article.title, entry.section_label) for entry in issue.contents.all()] == [
        ("First snow", "End users"),
        ("The thaw", "End users"),
    ]
    assert "First snow" in client.get("/issues/issue-15/").content.decode()
    assert [found["label"] for found in published.newest("all", 1)[0].issues] == ["No. 15"]


def test_inherited_debt_is_recorded_and_the_next_publishing_may_not_add_to_it(
    magazine: SmallMagazine, folder: Path
) -> None:
    run = imported(folder)
    article = Article.objects.get(slug="first-snow")
    codes = {exemption.code for exemption in Exemption.objects.filter(page=article)}
    assert codes == {"picture-without-credit", "picture-without-alt"}
    assert (
        Exemption.objects.filter(page=article, reason=f"Public before import {run.pk} from markdown:test.").count() == 2
    )
    article.save_revision()
    publishing.publish(article, acting_user=None)


def test_the_ledger_is_kept_with_the_run(magazine: SmallMagazine, folder: Path) -> None:
    dry = prepared(folder)
    shown = list(dry.notes())
    run = actions.carry_out(dry, acting_user=None)
    assert run is not None
    assert run.state == ImportRun.State.DONE
    assert list(queries.notes_of(run, acting_user=None)) == shown
    assert sum(number for _, _, number in queries.summary_of(run, acting_user=None)) == len(shown)
    assert run.counts["new"] == 3
    assert run.counts["items"]["article"] == {"imported": 3}


def test_a_second_run_changes_nothing(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    before = everything()
    again = prepared(folder)
    assert again.plan.counts == {Verdict.UNCHANGED: 3}
    assert actions.carry_out(again, acting_user=None) is None
    assert everything() == before


def test_a_run_after_a_change_updates_that_article_only(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    first, others = Article.objects.get(slug="first-snow"), Article.objects.exclude(slug="first-snow")
    before = list(others.order_by("pk").values())
    path = folder / "articles/first_snow/index.md"
    path.write_text(path.read_text().replace("It fell.", "It fell at last.").replace("Ada Verne and ", ""))
    run = imported(folder)
    assert (run.counts["changed"], run.counts["unchanged"]) == (1, 2)
    changed = Article.objects.get(slug="first-snow")
    assert changed.pk == first.pk
    assert changed.standfirst == "It fell at last."
    assert [credit.contributor.name for credit in changed.credits.all()] == ["Bo Lund"]
    assert changed.first_published_at == first.first_published_at
    assert [card.standfirst for card in published.cards_by_id([changed.pk]).values()] == ["It fell at last."]
    assert list(others.order_by("pk").values()) == before
    assert Picture.objects.count() == 1


def test_an_article_edited_at_the_desk_is_left_alone_and_named(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    article = Article.objects.get(slug="first-snow")
    article.standfirst = "By hand."
    article.save_revision()
    publishing.publish(article, acting_user=None)
    path = folder / "articles/first_snow/index.md"
    path.write_text(path.read_text().replace("It fell.", "It fell at last."))
    dry = prepared(folder)
    assert dry.plan.counts[Verdict.LEFT_ALONE] == 1
    [note] = [note for note in dry.notes() if note.kind == Kind.ARTICLE and note.outcome == Outcome.REFUSED]
    assert "edited at the desk" in note.reason
    assert actions.carry_out(dry, acting_user=None) is None
    assert Article.objects.get(slug="first-snow").standfirst == "By hand."


def test_an_article_taken_down_at_the_desk_is_not_made_public_again(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    publishing.unpublish(Article.objects.get(slug="first-snow"), acting_user=None, is_withdrawal=True)
    path = folder / "articles/first_snow/index.md"
    path.write_text(path.read_text().replace("It fell.", "It fell at last."))
    dry = prepared(folder)
    assert dry.plan.counts[Verdict.LEFT_ALONE] == 1
    actions.carry_out(dry, acting_user=None)
    assert not Article.objects.get(slug="first-snow").live


def test_an_article_deleted_at_the_desk_is_not_brought_back(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    publishing.delete(Article.objects.get(slug="first-snow"), acting_user=None)
    dry = prepared(folder)
    assert dry.plan.counts[Verdict.LEFT_ALONE] == 1
    actions.carry_out(dry, acting_user=None)
    assert not Article.objects.filter(title="First snow").exists()


def test_an_article_that_became_a_draft_at_the_source_stays_as_readers_see_it(
    magazine: SmallMagazine, folder: Path
) -> None:
    imported(folder)
    path = folder / "articles/the_thaw/index.md"
    path.write_text(path.read_text().replace("---\ntitle: The thaw", "---\ndraft: true\ntitle: The thaw, rewritten"))
    imported(folder)
    article = Article.objects.get(slug="the-thaw")
    assert (article.live, article.title, article.has_unpublished_changes) == (True, "The thaw", True)
    assert article.get_latest_revision_as_object().title == "The thaw, rewritten"


def test_people_and_sections_that_are_here_are_used(magazine: SmallMagazine, folder: Path) -> None:
    ada = Contributor.objects.create(name="ADA VERNE", slug="ada")
    users = Section(title="End Users", slug="end-users-2", live=False)
    magazine.tree.front.__class__.objects.get().add_child(instance=users)
    publishing.publish(users, acting_user=None)
    imported(folder)
    article = Article.objects.get(slug="first-snow")
    assert article.credits.first().contributor == ada
    assert article.section_id == users.pk
    assert Series.objects.count() == 1


def test_somebody_renamed_at_the_desk_is_known_again(magazine: SmallMagazine, folder: Path) -> None:
    imported(folder)
    Contributor.objects.filter(name="Ada Verne").update(name="Ada V. Lund")
    (folder / "articles/new.md").write_text(FRONT.format(title="New") + "More.")
    imported(folder)
    assert {credit.contributor.name for credit in Article.objects.get(slug="new").credits.all()} == {
        "Ada V. Lund",
        "Bo Lund",
    }


def test_slugs_that_are_taken_get_a_number(magazine: SmallMagazine, tmp_path: Path) -> None:
    magazine.article("Snow")
    a_folder(tmp_path, {"a/snow.md": FRONT.format(title="One"), "b/snow.md": FRONT.format(title="Two")})
    dry = prepared(tmp_path)
    taken = [note.reason for note in dry.notes() if note.kind == Kind.ARTICLE]
    assert taken == ["the address “snow” is taken, it has “snow-2”", "the address “snow” is taken, it has “snow-3”"]
    actions.carry_out(dry, acting_user=None)
    assert {article.slug for article in Article.objects.all()} == {"snow", "snow-2", "snow-3"}


def test_an_old_address_that_answers_already_keeps_its_answer(magazine: SmallMagazine, folder: Path) -> None:
    other = magazine.article("Other")
    OldAddress.objects.create(path="/articles/first_snow", page=other)
    imported(folder)
    assert OldAddress.objects.get(path="/articles/first_snow").page_id == other.pk


def test_a_section_does_not_stand_where_the_site_itself_answers(
    magazine: SmallMagazine, tmp_path: Path, client: Client
) -> None:
    imported(a_folder(tmp_path, {"a.md": FRONT.format(title="One").replace("end_users", "Search")}))
    assert Section.objects.get(title="Search").slug == "search-2"
    assert "One" in client.get("/search-2/").content.decode()


def test_what_an_editor_does_between_the_dry_run_and_the_writing_is_not_overwritten(
    magazine: SmallMagazine, folder: Path
) -> None:
    dry = prepared(folder)
    ours = magazine.draft("The thaw", slug="the-thaw")
    with pytest.raises(ImportFailed, match="“the-thaw” was taken while the import was under way"):
        actions.carry_out(dry, acting_user=None)
    assert Article.objects.get() == ours
    imported(folder)
    path = folder / "articles/first_snow/index.md"
    path.write_text(path.read_text().replace("It fell.", "It fell at last."))
    dry = prepared(folder)
    article = Article.objects.get(slug="first-snow")
    article.standfirst = "By hand."
    article.save_revision()
    with pytest.raises(ImportFailed, match="“First snow” was edited while the import was under way"):
        actions.carry_out(dry, acting_user=None)
    assert Article.objects.get(slug="first-snow").get_latest_revision_as_object().standfirst == "By hand."


def test_one_file_under_two_licences_is_two_pictures(magazine: SmallMagazine, folder: Path) -> None:
    a_folder(
        folder,
        {
            "articles/copy/index.md": FRONT.format(title="Copy").replace("cc-by", "gfdl") + "=IMAGE=g.jpg=Again=",
            "articles/copy/g.jpg": jpeg(60, 40, "#335577"),
            "articles/same.md": FRONT.format(title="Same") + "=IMAGE=first_snow/f.jpg=Again=",
        },
    )
    imported(folder)
    assert sorted(Picture.objects.values_list("licence", flat=True)) == ["cc-by", "gfdl"]


def test_many_articles_take_the_bulk_route_and_link_forwards_and_back(magazine: SmallMagazine, tmp_path: Path) -> None:
    files = {
        f"a{number:03}.md": f"---\ntitle: Number {number}\ndate: 2010-01-02\n---\n[next](a{(number + 1) % 130:03}.md)\n"
        for number in range(130)
    }
    imported(a_folder(tmp_path, files))
    ids = dict(Article.objects.values_list("slug", "pk"))
    for article in Article.objects.all():
        following = f"a{(int(article.slug[1:]) + 1) % 130:03}"
        assert f'id="{ids[following]}"' in article.body[0].value.source
    assert Article.objects.filter(live=True).count() == len(published.newest("all", 999)) == 130
    assert not ImportedItem.objects.filter(kind="number").exists()
    assert Article.find_problems() == ([], [], [], [], [])


def test_only_who_may_publish_may_import(magazine: SmallMagazine, folder: Path) -> None:
    with pytest.raises(ActionForbidden):
        actions.carry_out(prepared(folder), acting_user=a_user("Walter", role=Role.WRITER))
    assert not ImportRun.objects.exists()
    run = actions.carry_out(prepared(folder), acting_user=a_user("Petra"))
    assert run is not None
    assert run.acting_user is not None
    assert Article.objects.get(slug="first-snow").latest_revision.user == run.acting_user


def test_a_magazine_without_pages_is_refused(folder: Path) -> None:
    with pytest.raises(SourceUnusable, match="no pages yet"):
        actions.prepare(a_reader(folder), source="s", kind="markdown", folder="x")


def test_refused_files_do_not_keep_the_others_out(magazine: SmallMagazine, folder: Path) -> None:
    a_folder(folder, {"articles/broken.md": "---\ntitle: a: b\n---\n", "articles/latin.md": b"\xe9", "notes.txt": b"x"})
    run = imported(folder)
    refused = {row.place: row.reason for row in LedgerRow.objects.filter(run=run, kind="file", outcome="refused")}
    assert set(refused) == {"articles/broken.md:2", "articles/latin.md:1", "notes.txt"}
    assert Article.objects.count() == 3
