"""The article's form: its checklist, its count, its lengths, and two editors at once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Revision

from masthead.articles.models import Article, RelatedPick
from masthead.body import making
from masthead.desk.writing.checklist import checklist_of
from masthead.publishing import actions as publishing
from masthead.recommendations import actions as recommendations
from masthead.staff.models import User
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user
from tests.desk.forms import article_form, paragraphs
from tests.front.reading import text_of_page, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def petra() -> User:
    user = a_user("Petra")
    user.is_superuser = True
    user.save()
    return user


@pytest.fixture
def desk(client: Client, petra: User) -> Client:
    client.force_login(petra)
    return client


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def edit(article: Article) -> str:
    return reverse("wagtailadmin_pages:edit", args=(article.pk,))


def newest(article: Article) -> Revision:
    revision = article.revisions.order_by("-created_at", "-pk").first()
    assert revision is not None
    return revision


def test_the_tabs_are_in_the_trades_words(desk: Client, magazine: SmallMagazine) -> None:
    page = desk.get(edit(magazine.draft())).content.decode()

    for tab in ("Copy", "Credits", "Pictures", "Placement", "Search &amp; social"):
        assert f'id="tab-label-{tab.split()[0].lower()}' in page, tab
    assert 'id="tab-label-publishing"' not in page


def test_the_checklist_says_what_the_door_would_say_and_leads_there(desk: Client, magazine: SmallMagazine) -> None:
    draft = magazine.draft("The TK winter", form="sponsored")

    page = desk.get(edit(draft)).content.decode()

    assert "2 things to do before publishing" in page
    assert "A sponsored article must name its sponsor." in page
    assert 'data-mh-place="sponsor_name"' in page
    assert 'data-mh-place="title"' in page
    assert ": 2 to do" in page


def test_a_pictures_line_leads_to_its_block_and_to_the_picture(magazine: SmallMagazine) -> None:
    bare = a_picture("Bare", creator="", agency="")
    draft = magazine.draft(body=making.stream([making.picture(bare.pk)]))

    [line] = checklist_of(draft).blocks

    assert line.place == draft.body[0].id
    assert line.mend_address == reverse("wagtailimages:edit", args=(bare.pk,))


def test_the_checklist_stands_first_on_the_right(desk: Client, magazine: SmallMagazine) -> None:
    page = desk.get(edit(magazine.draft())).content.decode()

    assert page.index('data-side-panel="checklist"') < page.index('data-side-panel="status"')


def test_a_clean_piece_has_nothing_in_the_way(desk: Client, magazine: SmallMagazine) -> None:
    page = desk.get(edit(magazine.draft())).content.decode()

    assert "Nothing stands in the way." in page
    assert 'checking…">…</span>' in page


def test_a_save_by_itself_brings_the_new_checklist(desk: Client, magazine: SmallMagazine) -> None:
    draft = magazine.draft()

    answer = desk.post(edit(draft), article_form(draft, title="TK"), headers={"accept": "application/json"}).json()

    assert answer["success"]
    assert "1 thing to do before publishing" in answer["html"]


def test_an_issues_form_has_a_checklist_too(desk: Client, magazine: SmallMagazine) -> None:
    issue = magazine.issue(articles=[magazine.article()])

    page = desk.get(reverse("wagtailadmin_pages:edit", args=(issue.pk,))).content.decode()

    assert 'data-side-panel="checklist"' in page


def test_an_empty_form_says_when_the_checklist_begins(desk: Client, magazine: SmallMagazine) -> None:
    address = reverse("wagtailadmin_pages:add", args=("articles", "article", magazine.tree.articles.pk))

    assert "as soon as the draft is saved" in desk.get(address).content.decode()


def test_the_footer_counts_words_and_minutes(desk: Client, magazine: SmallMagazine) -> None:
    draft = magazine.draft(
        standfirst="Two words", body=making.stream([making.paragraph("<p>one two three</p>"), making.pull_quote("no")])
    )

    page = desk.get(edit(draft)).content.decode()

    assert "<strong data-mh-words>5</strong>" in page
    assert "<strong data-mh-minutes>1</strong>" in page


def test_saving_over_words_one_has_not_seen_is_refused_and_loses_neither(
    client: Client, petra: User, magazine: SmallMagazine
) -> None:
    draft = magazine.draft("A quiet winter")
    otto = a_user("Otto")
    seen = newest(draft)
    loaded = {"loaded_revision_id": str(seen.pk), "loaded_revision_created_at": seen.created_at.isoformat()}
    client.force_login(otto)
    client.post(edit(draft), article_form(draft, title="Otto's winter", **loaded))
    client.force_login(petra)

    refused = client.post(edit(draft), article_form(draft, title="Petra's winter", **loaded))

    page = refused.content.decode()
    assert refused.status_code == 200
    assert "Otto saved this page at" in page
    assert "Petra&#x27;s winter" in page, "what was typed is gone"
    assert newest(draft).content["title"] == "Otto's winter"

    theirs = newest(draft)
    fresh = {"loaded_revision_id": str(theirs.pk), "loaded_revision_created_at": theirs.created_at.isoformat()}
    client.post(edit(draft), article_form(draft, title="Petra's winter", **fresh))

    titles = list(draft.revisions.order_by("pk").values_list("content__title", flat=True))
    assert titles == ["A quiet winter", "Otto's winter", "Petra's winter"]


def test_what_one_persons_own_form_saved_by_itself_is_no_reason_to_refuse(
    desk: Client, magazine: SmallMagazine
) -> None:
    draft = magazine.draft()
    seen = newest(draft)
    loaded = {"loaded_revision_id": str(seen.pk), "loaded_revision_created_at": seen.created_at.isoformat()}
    desk.post(edit(draft), article_form(draft, title="First", **loaded), headers={"accept": "application/json"})

    answer = desk.post(edit(draft), article_form(draft, title="Second", **loaded))

    assert answer.status_code == 302
    assert newest(draft).content["title"] == "Second"


def test_saving_by_itself_keeps_one_version_of_a_sitting(desk: Client, magazine: SmallMagazine) -> None:
    draft = magazine.draft()
    json = {"accept": "application/json"}
    first = desk.post(edit(draft), article_form(draft, title="One"), headers=json).json()

    for number in range(5):
        form = article_form(
            draft, title=f"One {number}", body=paragraphs("Snow."), overwrite_revision_id=str(first["revision_id"])
        )
        assert desk.post(edit(draft), form, headers=json).json()["success"]

    assert draft.revisions.count() == 2


def test_the_publish_button_still_goes_through_the_door(desk: Client, magazine: SmallMagazine) -> None:
    draft = magazine.draft("TK")

    desk.post(edit(draft), article_form(draft, **{"action-publish": "1"}))
    assert not Article.objects.get(pk=draft.pk).live

    asked = desk.post(edit(draft), article_form(draft, title="Done", **{"action-publish": "1"}), follow=True)
    assert not Article.objects.get(pk=draft.pk).live
    assert asked.context["sentence"] == f"“Done” goes live at {draft.address} now, by Ines Corbeau."
    done = desk.post(asked.redirect_chain[-1][0], follow=True)
    assert Article.objects.get(pk=draft.pk).live
    assert next(str(each) for each in done.context["messages"]).startswith("“Done” is live.")


def test_the_question_before_publishing_is_about_one_version(desk: Client, magazine: SmallMagazine) -> None:
    draft = magazine.draft()
    asked = desk.post(edit(draft), article_form(draft, title="Mine", **{"action-publish": "1"}))
    question = asked.headers["Location"]
    later = draft.get_latest_revision_as_object()
    later.title = "Somebody else's"
    later.save_revision()

    assert desk.get(question).context["is_older"]
    desk.post(question)

    assert Article.objects.get(pk=draft.pk).title == "Mine"
    assert desk.get(question.replace(f"/{draft.pk}/", f"/{magazine.culture.pk}/")).status_code == 404


def test_what_was_done_is_said_in_the_trades_words(desk: Client, magazine: SmallMagazine) -> None:
    draft = magazine.draft("The thaw")

    def said(**changes: str) -> list[str]:
        answer = desk.post(edit(draft), article_form(draft, **changes), follow=True)
        return [str(each).partition("  ")[0].strip() for each in answer.context["messages"]]

    assert said() == ["“The thaw” is saved as a draft."]
    assert said(**{"action-submit": "1"}) == ["“The thaw” is submitted for review. Its plan says who has it next."]
    publishing.publish(Article.objects.get(pk=draft.pk), acting_user=None)
    assert said() == ["Your changes to “The thaw” are saved. Readers see them when you publish."]


def test_the_form_says_what_follows_the_article_and_why(desk: Client, magazine: SmallMagazine) -> None:
    article, other, picked = (magazine.article(name, tags=["ice"]) for name in ("The thaw", "The frost", "The bell"))
    assert "is being made" in text_of_page(tree_of(desk.get(edit(article))).css_first(".mh-following"))
    article.related_picks.add(RelatedPick(picked=picked))
    article.save_revision()
    recommendations.rebuild()

    panel = tree_of(desk.get(edit(article))).css_first(".mh-following__lines")
    assert text_of_page(panel) == "The bell your pick The frost same tags: ice"
    assert panel is not None
    assert [link.attributes["href"] for link in panel.css("a")] == [edit(picked), edit(other)]


def test_the_form_asks_no_more_of_the_database_for_more_articles_and_people(
    desk: Client, magazine: SmallMagazine, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    draft = magazine.draft()
    publishing.publish(draft, acting_user=None)
    desk.get(edit(draft))

    with django_assert_max_num_queries(75):
        desk.get(edit(draft))


def test_who_is_in_the_same_article_is_said(client: Client, petra: User, magazine: SmallMagazine) -> None:
    draft = magazine.draft()
    ping = reverse("wagtailadmin_editing_sessions:ping", args=("articles", "article", draft.pk, 0))
    for who in (a_user("Otto"), petra):
        client.force_login(who)
        assert client.get(edit(draft)).status_code == 200
        said = client.post(ping, {"revision_id": newest(draft).pk, "is_editing": "True"}).json()

    assert [(each["user"], each["is_editing"]) for each in said["other_sessions"]] == [("Otto", True)]
    assert "Otto" in said["html"]
