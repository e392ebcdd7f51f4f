"""A plain page passes the same checks as an article."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from masthead.body import making
from masthead.errors import PublishingRefused
from masthead.front.models import PlainPage
from masthead.publishing import actions as publishing
from tests.cast import a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


def a_plain_page(body: list[making.RawBlock]) -> PlainPage:
    magazine = a_small_magazine()
    page = PlainPage(title="About", slug="about", body=making.stream(body))
    Page.objects.get(pk=magazine.tree.front.pk).add_child(instance=page)
    return page


@pytest.mark.parametrize(
    ("lack", "code"), [({"creator": "", "agency": ""}, "picture-without-credit"), ({"alt": ""}, "picture-without-alt")]
)
def test_its_pictures_need_credit_and_alt(lack: dict[str, str], code: str) -> None:
    bare = a_picture("Bare", **lack)
    page = a_plain_page([making.box("Us", [making.picture(bare.pk)])])

    with pytest.raises(PublishingRefused) as refusal:
        publishing.publish(page, acting_user=None)

    assert [finding.code for finding in refusal.value.findings] == [code]  # type: ignore[attr-defined]
    assert not PlainPage.objects.get(pk=page.pk).live


def test_one_in_order_passes_and_a_recording_without_transcript_is_a_warning() -> None:
    page = a_plain_page([making.picture(a_picture().pk), making.audio(1, title="Talk")])

    outcome = publishing.publish(page, acting_user=None)

    assert outcome.is_live
    assert [finding.code for finding in outcome.warnings] == ["recording-without-transcript"]
