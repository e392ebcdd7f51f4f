"""A Word file comes in, is looked at, and becomes an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Comment

from masthead.articles.models import Article
from masthead.audit.models import AuditEntry
from masthead.contributors.models import Contributor
from masthead.desk.writing.lengths import lengths_of
from masthead.manuscripts import actions
from masthead.manuscripts.answers import Answers
from masthead.manuscripts.models import Manuscript, ManuscriptPicture
from masthead.manuscripts.troubles import ManuscriptSettled
from masthead.pictures.models import Picture
from masthead.planning.models import Piece
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_small_magazine, a_user
from tests.manuscripts.fixture_a import FILE_NAME, HEADLINE, PHOTOGRAPHER, STANDFIRST, WRITER, fixture_a
from tests.manuscripts.word_files import WordMaker, paragraph, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def desk(client: Client, magazine: SmallMagazine) -> Client:
    petra = a_user("Petra")
    petra.is_superuser = True
    petra.save()
    client.force_login(petra)
    return client


def dropped(desk: Client, data: bytes, name: str = FILE_NAME) -> Manuscript:
    """A file sent to the desk, and what is kept of it."""
    answer = desk.post("/desk/manuscripts/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content
    manuscript = Manuscript.objects.latest("pk")
    assert answer.headers["Location"] == f"/desk/manuscripts/{manuscript.pk}/"
    return manuscript


def fields_of(desk: Client, manuscript: Manuscript) -> dict[str, str]:
    """What the review page would send, were it sent as it is."""
    forms = desk.get(f"/desk/manuscripts/{manuscript.pk}/").context["review"].forms
    sent: dict[str, str] = {}
    for form in (
        forms.article,
        forms.credits.management_form,
        *forms.credits,
        forms.pictures.management_form,
        *forms.pictures,
        forms.lead,
    ):
        for field in form:
            value = field.value()
            if value not in (None, "", False):
                sent[field.html_name] = "on" if value is True else str(value)
    return sent


def test_a_word_file_becomes_a_draft_in_three_acts(desk: Client, magazine: SmallMagazine) -> None:
    manuscript = dropped(desk, fixture_a())
    answer = desk.post(f"/desk/manuscripts/{manuscript.pk}/", {**fields_of(desk, manuscript), "do": "create"})

    article = Article.objects.get(title=HEADLINE)
    assert answer.headers["Location"] == f"/desk/pages/{article.pk}/edit/"
    assert not article.live
    assert article.standfirst == STANDFIRST
    assert [(credit.contributor.name, credit.role) for credit in article.credits.all()] == [
        (WRITER, "words"),
        (PHOTOGRAPHER, "photographs"),
    ]
    kinds = [block["type"] for block in article.body.get_prep_value()]
    assert kinds == [
        "paragraph", "crosshead", "paragraph", "list", "paragraph", "pull_quote", "paragraph", "picture",
        "crosshead", "paragraph",
    ]  # fmt: skip
    assert {picture.creator for picture in Picture.objects.all()} == {PHOTOGRAPHER}
    assert article.hero_picture == Picture.objects.order_by("pk").first()
    assert article.hero_caption == "" != article.hero_picture.caption  # it comes with the picture
    assert article.latest_revision is not None


@pytest.mark.parametrize(("chosen", "left"), [("2", 1), ("", 2)])
def test_the_editor_chooses_the_picture_that_the_article_begins_with(
    desk: Client, magazine: SmallMagazine, chosen: str, left: int
) -> None:
    manuscript = dropped(desk, fixture_a())
    address = f"/desk/manuscripts/{manuscript.pk}/"

    desk.post(address, {**fields_of(desk, manuscript), "lead": chosen, "do": "keep"})
    page = desk.get(address).content.decode()
    desk.post(address, {**fields_of(desk, manuscript), "lead": chosen, "do": "create"})

    assert f'name="lead" value="{chosen}" checked' in page
    article = Article.objects.get(title=HEADLINE)
    placed = [block.value["picture"] for block in article.body if block.block_type == "picture"]
    assert len(placed) == left
    assert (article.hero_picture_id is None) == (chosen == "")
    assert article.hero_picture_id not in placed


def test_a_picture_that_is_not_taken_does_not_lead(desk: Client, magazine: SmallMagazine) -> None:
    manuscript = dropped(desk, fixture_a())
    sent = {name: value for name, value in fields_of(desk, manuscript).items() if name != "pictures-0-is_wanted"}

    desk.post(f"/desk/manuscripts/{manuscript.pk}/", {**sent, "do": "create"})

    assert Article.objects.get(title=HEADLINE).hero_picture is None


def test_the_page_marks_what_is_to_come_and_counts_as_every_other_screen(desk: Client, magazine: SmallMagazine) -> None:
    manuscript = dropped(desk, fixture_a())
    page = desk.get(f"/desk/manuscripts/{manuscript.pk}/")
    review = page.context["review"]

    assert page.content.decode().count('Its answer: </em><mark class="mh-tk">TK</mark>.') == 1
    assert "a word still to come" in page.content.decode()
    article = actions.create_article(manuscript, Answers.from_json(manuscript.answers), acting_user=manuscript.owner)
    counted = (article.words_now(), lengths_of(article).words, Piece.objects.get(pk=article.pk).word_count)
    assert {review.word_count} == set(counted)
    assert review.tk_count == Piece.objects.get(pk=article.pk).tk_count == 1
    assert "<em>Its answer: </em>TK." in str(article.body)


def test_the_page_says_at_once_what_publishing_will_ask_for_and_what_it_will_not(
    desk: Client, magazine: SmallMagazine
) -> None:
    manuscript = dropped(desk, fixture_a())
    address = f"/desk/manuscripts/{manuscript.pk}/"

    def said() -> tuple[dict[str, str], dict[str, str]]:
        review = desk.get(address).context["review"]
        return (
            {lack.words: lack.anchor for lack in review.asked},
            {lack.words: lack.anchor for lack in review.open},
        )

    assert said() == (
        {"2 alt texts": "#id_pictures-0-alt", "what stands for 1 “TK”": "#manuscript-preview"},
        {"a section": "#id_section", "2 licences": "#id_pictures-0-licence"},
    )
    given = {"pictures-0-alt": "A ferry at a quay", "pictures-0-licence": "cc-by", "section": str(magazine.culture.pk)}
    desk.post(address, {**fields_of(desk, manuscript), **given, "do": "keep"})
    assert said() == (
        {"1 alt text": "#id_pictures-1-alt", "what stands for 1 “TK”": "#manuscript-preview"},
        {"1 licence": "#id_pictures-1-licence"},
    )


def test_nothing_is_made_before_create(desk: Client, magazine: SmallMagazine) -> None:
    articles, people = Article.objects.count(), Contributor.objects.count()

    manuscript = dropped(desk, fixture_a())
    page = desk.get(f"/desk/manuscripts/{manuscript.pk}/")

    assert page.status_code == 200
    assert (Article.objects.count(), Contributor.objects.count(), Picture.objects.count()) == (articles, people, 0)


def test_a_picture_of_a_manuscript_is_shown_to_its_owner_and_to_editors_only(
    client: Client, magazine: SmallMagazine
) -> None:
    will = a_user("Will", role=Role.WRITER)
    manuscript = actions.receive(fixture_a(), file_name=FILE_NAME, acting_user=will)
    addresses = [f"/desk/manuscripts/{manuscript.pk}/", f"/desk/manuscripts/{manuscript.pk}/pictures/1/"]
    seen = {}
    for name, role in (("Wanda", Role.WRITER), ("Edda", Role.EDITOR), ("Pia", Role.PICTURE_EDITOR)):
        client.force_login(a_user(name, role=role))
        seen[name] = [client.get(address).status_code for address in addresses]
    client.force_login(will)

    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert client.get(addresses[1]).headers["Content-Type"] == "image/jpeg"
    assert seen["Wanda"] == [404, 404]
    assert seen["Edda"] == [200, 200]
    assert seen["Pia"] == [302, 302]  # may not make articles: sent back to the home with a word


def test_a_writer_makes_the_article_with_its_new_people_and_pictures(magazine: SmallMagazine) -> None:
    will = a_user("Will", role=Role.WRITER)
    manuscript = actions.receive(fixture_a(), file_name=FILE_NAME, acting_user=will)

    article = actions.create_article(manuscript, Answers.from_json(manuscript.answers), acting_user=will)

    assert article.owner == will
    assert not manuscript.pictures.exists()
    assert AuditEntry.objects.filter(verb="create", target_type="articles.article", user=will).count() == 1
    with pytest.raises(ManuscriptSettled):
        actions.create_article(manuscript, Answers(headline="Again"), acting_user=will)


def test_nothing_stands_when_making_the_article_fails_half_way(magazine: SmallMagazine, settings: Any) -> None:
    will = a_user("Will", role=Role.WRITER)
    manuscript = actions.receive(fixture_a(), file_name=FILE_NAME, acting_user=will)
    before = (Article.objects.count(), Contributor.objects.count(), Picture.objects.count())
    too_long = replace(Answers.from_json(manuscript.answers), kicker="x" * 500)

    with pytest.raises(ValidationError):
        actions.create_article(manuscript, too_long, acting_user=will)

    assert (Article.objects.count(), Contributor.objects.count(), Picture.objects.count()) == before
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []
    manuscript.refresh_from_db()
    assert manuscript.is_waiting


def test_the_comments_of_the_file_become_comments_on_the_copy(magazine: SmallMagazine) -> None:
    will = a_user("Will", role=Role.WRITER)
    maker = WordMaker()
    maker.add(paragraph("The boat", style="Title"), paragraph(text("Built in "), maker.commented("1934", "Check.")))
    manuscript = actions.receive(maker.data(), file_name="boat.docx", acting_user=will)

    article = actions.create_article(manuscript, Answers.from_json(manuscript.answers), acting_user=will)

    comment = Comment.objects.get(page=article)
    assert comment.contentpath == f"body.{article.body[0].id}"
    assert comment.text == "“1934” Petra in Word: Check."


def test_the_same_file_again_is_recognised(desk: Client, magazine: SmallMagazine) -> None:
    first, second = dropped(desk, fixture_a()), dropped(desk, fixture_a())

    page = desk.get(f"/desk/manuscripts/{second.pk}/").content.decode()

    assert f'href="/desk/manuscripts/{first.pk}/"' in page


def test_what_was_corrected_is_found_again(desk: Client, magazine: SmallMagazine) -> None:
    manuscript = dropped(desk, fixture_a())
    sent = {**fields_of(desk, manuscript), "headline": "Her last crossing", "all-licence": "cc-by"}

    desk.post(f"/desk/manuscripts/{manuscript.pk}/", {**sent, "do": "apply"})
    page = desk.get(f"/desk/manuscripts/{manuscript.pk}/")

    assert page.context["review"].forms.article["headline"].value() == "Her last crossing"
    assert {form["licence"].value() for form in page.context["review"].forms.pictures} == {"cc-by"}
    assert "Her last crossing" in desk.get("/desk/manuscripts/").content.decode()


def test_an_error_keeps_what_was_typed(desk: Client, magazine: SmallMagazine) -> None:
    manuscript = dropped(desk, fixture_a())
    sent = {**fields_of(desk, manuscript), "headline": "", "kicker": "Sea", "do": "create"}

    answer = desk.post(f"/desk/manuscripts/{manuscript.pk}/", sent)

    assert answer.status_code == 422
    assert 'value="Sea"' in answer.content.decode()
    assert not Article.objects.filter(title=HEADLINE).exists()


def test_a_refused_file_is_told_where_it_was_dropped(desk: Client, magazine: SmallMagazine) -> None:
    answer = desk.post(
        "/desk/manuscripts/",
        {"file": SimpleUploadedFile("old.doc", b"words")},
        headers={"referer": "http://testserver/desk/"},
    )

    assert answer.headers["Location"] == "http://testserver/desk/"
    assert "old.doc" in " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_what_was_let_go_or_is_over_leaves_nothing(desk: Client, magazine: SmallMagazine) -> None:
    gone, old = dropped(desk, fixture_a()), dropped(desk, fixture_a())
    desk.post(f"/desk/manuscripts/{gone.pk}/", {"do": "let-go"})
    Manuscript.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(minutes=1))

    assert actions.prune() == 1
    assert not ManuscriptPicture.objects.exists()
    assert Manuscript.objects.get(pk=gone.pk).reading == {}


def test_the_list_asks_no_more_for_more_rows(desk: Client, magazine: SmallMagazine) -> None:
    dropped(desk, WordMaker().add("One").data())
    with CaptureQueriesContext(connection) as few:
        desk.get("/desk/manuscripts/")
    for number in range(8):
        dropped(desk, WordMaker().add(f"Piece {number}").data())
    with CaptureQueriesContext(connection) as many:
        desk.get("/desk/manuscripts/")

    assert len(many) <= len(few)
    assert len(many) < 40
