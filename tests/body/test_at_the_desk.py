"""A body at the desk and on the page of the article: stored, opened, saved, printed."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from masthead.body import making
from masthead.body.blocks import BLOCK_NAMES, BodyStream
from masthead.body.drawing import DRAWERS
from masthead.pictures.models import MediaDocument
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user

OLD_MARKUP = [
    "<b>Bold<p>over two</p></b><p>paragraphs</p>",
    "<blockquote><p>One</p><p>two</p></blockquote>",
    "<p>A<br>break<br></p><div>and <span>more</span></div>",
    '<p><a href="/x?a=1&b=2">A link<p>that runs on</p></a></p>',
    "<ul><li>A list</li></ul> where none may stand",
    "&nbsp;&lt;not a tag&gt; &amp; so on",
]


def every_block(magazine: SmallMagazine) -> list[making.RawBlock]:
    """A body with every block, whose pictures, files and article exist."""
    picture = a_picture().pk
    other = magazine.article("The ferry").pk
    sound, film = (
        MediaDocument.objects.create(title=name, file=ContentFile(b"x", name=name)).pk for name in ("a.mp3", "a.mp4")
    )
    return [
        *(making.paragraph(html) for html in OLD_MARKUP),
        *(making.list_of([html]) for html in OLD_MARKUP),
        making.paragraph(f'<a linktype="page" id="{other}">The ferry</a> <a linktype="document" id="{sound}">and a sound</a>'),
        making.crosshead("Two names"),
        making.picture(picture, caption="At <i>dusk</i><br>"),
        making.gallery([(picture, "First")], caption="All"),
        making.pull_quote("Nobody spoke"),
        making.box("Facts", [making.paragraph("Eleven"), making.list_of(["a"]), making.picture(picture), making.code("x")]),
        making.table([["a", "b"], ["c", "d"]]),
        making.code("if x:\n    pass"),
        making.divider(),
        making.related(other),
        making.audio(sound, title="Talk"),
        making.video(film, title="Film", poster=picture),
        making.embed("https://youtu.be/abcdefghijk", poster=picture),
        making.raw_text("<x>"),
    ]  # fmt: skip


def test_every_block_has_a_drawer() -> None:
    assert set(DRAWERS) == set(BLOCK_NAMES)


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_body_with_every_block_and_old_markup_is_accepted_opened_and_published(client: Client) -> None:
    magazine = a_small_magazine()
    body = making.stream(every_block(magazine))
    stream = BodyStream()
    assert {block["type"] for block in body} == set(BLOCK_NAMES)
    assert len(stream.clean(stream.to_python(body))) == len(body)
    article = magazine.article("Snow", body=body)
    client.force_login(a_user())
    assert client.get(f"/desk/pages/{article.pk}/edit/").status_code == 200
    page = client.get("/articles/snow/")
    assert page.status_code == 200
    assert page.content.decode().count("Ada Lindqvist / Northlight") >= 5
    gc.collect()  # Wagtail leaves the temporary files of the desk's thumbnails to be closed by chance


@pytest.mark.django_db
def test_printing_the_body_by_the_way_of_wagtail_prints_the_credits_too() -> None:
    magazine = a_small_magazine()
    value: Any = magazine.article("Snow", body=making.stream([making.picture(a_picture().pk)])).body
    for printed in (str(value), value.render_as_block()):
        assert "Ada Lindqvist / Northlight" in printed
        assert "<figure" in printed


@pytest.mark.parametrize("name", ["paragraph", "list"])
def test_half_an_emoji_is_not_stored(name: str) -> None:
    block = BodyStream().child_blocks[name]
    field = block if name == "paragraph" else block.child_blocks["items"].child_block
    assert field.value_from_form("<p>Ice\ud83e and \x0bsnow\x00</p>").source == "<p>Ice and \nsnow</p>"
