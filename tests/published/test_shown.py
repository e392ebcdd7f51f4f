"""What readers see is not deleted from under them: a picture, a file, a person or a series that a live page shows."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.test import Client
from wagtail.models import ReferenceIndex

from masthead.articles.models import Article, Series
from masthead.body import making
from masthead.pictures.models import MediaDocument, Picture
from masthead.published.actions import StillShown
from masthead.published.uses import StillUsed
from masthead.publishing import actions as publishing
from masthead.staff.models import User
from tests.cast import SmallMagazine, a_contributor, a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def a_file() -> MediaDocument:
    return MediaDocument.objects.create(title="Talk", file=ContentFile(b"sound", name="talk.mp3"))


def shown(magazine: SmallMagazine, kind: str) -> tuple[Model, Any]:
    """Something that a live page shows, and the page."""
    if kind == "picture":
        picture = a_picture()
        return picture, magazine.article(body=making.stream([making.picture(picture.pk)]))
    if kind == "file":
        file = a_file()
        return file, magazine.article(body=making.stream([making.audio(file.pk, title="Talk")]))
    if kind == "series":
        series = Series.objects.create(title="A long walk", slug="a-long-walk")
        return series, magazine.article(series=series)
    editor = a_contributor("Ada Verne")
    return editor, magazine.issue("12", letter_by=editor, editors_letter="<p>Dear readers</p>")


@pytest.mark.parametrize("kind", ["picture", "file", "series", "contributor"])
def test_it_is_kept_while_a_live_page_shows_it(magazine: SmallMagazine, kind: str) -> None:
    thing, page = shown(magazine, kind)
    ReferenceIndex.create_or_update_for_object(page)

    with pytest.raises(StillShown, match=page.title), transaction.atomic():
        thing.delete()
    with pytest.raises(StillShown), transaction.atomic():
        type(thing)._base_manager.filter(pk=thing.pk).delete()

    assert type(thing)._base_manager.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("kind", ["file", "series", "contributor"])
def test_it_may_go_when_no_reader_sees_it(magazine: SmallMagazine, kind: str) -> None:
    thing, page = shown(magazine, kind)
    publishing.unpublish(page, acting_user=None)
    ReferenceIndex.create_or_update_for_object(page)

    thing.delete()

    assert not type(thing)._base_manager.filter(pk=thing.pk).exists()


def test_a_picture_is_kept_while_a_draft_holds_it_and_may_go_after(magazine: SmallMagazine) -> None:
    picture, page = shown(magazine, "picture")
    publishing.unpublish(page, acting_user=None)
    ReferenceIndex.create_or_update_for_object(page)

    with pytest.raises(StillUsed, match=page.title), transaction.atomic():
        picture.delete()

    page.delete()
    picture.delete()
    assert not Picture.objects.exists()


def test_the_desk_says_where_a_picture_is_shown(magazine: SmallMagazine, client: Client) -> None:
    picture, article = shown(magazine, "picture")
    ReferenceIndex.create_or_update_for_object(article)
    client.force_login(User.objects.create_superuser("petra", "petra@example.org", "correct horse battery"))

    answer = client.post(f"/desk/images/{picture.pk}/delete/", follow=True)

    assert "is shown to readers in “A quiet winter”" in answer.content.decode()
    assert Picture.objects.filter(pk=picture.pk).exists()
    assert Article.objects.get(pk=article.pk).live
