"""“TK” and the embargo at the door."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from masthead.articles import checks
from masthead.articles.models import Article
from masthead.articles.queries import tk_count
from masthead.body import making
from masthead.errors import PublishingRefused
from masthead.publishing import actions as publishing
from masthead.publishing import queries, schedule
from masthead.publishing.findings import Finding
from tests.cast import a_picture, a_small_magazine

pytestmark = pytest.mark.django_db


def test_tk_is_found_wherever_readers_would_read_it(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    draft = a_small_magazine().draft(
        "The TK winter",
        standfirst="TK",
        hero_caption="By TK",
        body=making.stream(
            [
                making.paragraph("<p>Snow <b>TK</b> fell.</p>"),
                making.box("Aside", [making.paragraph("<p>TK and TK</p>")]),
                making.picture(1, caption="TK on the quay"),
            ]
        ),
    )

    with django_assert_num_queries(0):
        found = list(checks.no_tk_in_copy([draft]))

    [(_page, finding)] = found
    assert tk_count(draft) == 7
    assert (finding.code, finding.field, finding.severity) == ("tk-in-copy", "title", "blocks")
    assert finding.message == (
        "“TK” still stands in the copy 7 times: title, standfirst, caption of the lead picture, body."
    )


def test_a_piece_with_tk_does_not_go_live_and_points_at_the_block() -> None:
    draft = a_small_magazine().draft(body=making.stream([making.paragraph("<p>TK</p>")]))

    with pytest.raises(PublishingRefused) as refused:
        publishing.publish(draft, acting_user=None)

    [finding] = refused.value.findings
    assert isinstance(finding, Finding)
    assert finding.block_id == draft.body[0].id
    assert not Article.objects.get(pk=draft.pk).live


def test_tk_found_public_by_an_import_stays_but_nothing_may_be_added() -> None:
    draft = a_small_magazine().draft("An old TK story")
    publishing.grant_inherited_debt(draft, queries.findings_on(draft), reason="public since 2005", acting_user=None)
    publishing.publish(draft, acting_user=None)

    article = Article.objects.get(pk=draft.pk)
    article.standfirst = "TK"
    article.save_revision()

    with pytest.raises(PublishingRefused, match="2 times"):
        publishing.publish(article, acting_user=None)
    assert Article.objects.get(pk=draft.pk).live


def test_nothing_goes_live_while_it_is_under_embargo() -> None:
    draft = a_small_magazine().draft(embargo_until=timezone.now() + timedelta(hours=2))

    with pytest.raises(PublishingRefused, match="under embargo until"):
        publishing.publish(draft, acting_user=None)


def test_a_schedule_within_the_embargo_is_refused_and_one_after_it_is_kept() -> None:
    ends = timezone.now() + timedelta(hours=2)
    draft = a_small_magazine().draft(embargo_until=ends, go_live_at=ends - timedelta(minutes=1))
    with pytest.raises(PublishingRefused, match="embargo"):
        publishing.publish(draft, acting_user=None)

    draft.go_live_at = ends + timedelta(minutes=1)
    draft.save_revision()
    outcome = publishing.publish(draft, acting_user=None)

    assert not outcome.is_live
    assert draft.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_an_embargo_that_is_over_stops_nothing() -> None:
    draft = a_small_magazine().draft(embargo_until=timezone.now() - timedelta(seconds=1))

    assert publishing.publish(draft, acting_user=None).is_live


def test_an_embargo_set_later_holds_back_what_was_scheduled() -> None:
    draft = a_small_magazine().draft(go_live_at=timezone.now() + timedelta(hours=1))
    publishing.publish(draft, acting_user=None)
    revision = draft.revisions.get(approved_go_live_at__isnull=False)
    revision.content["embargo_until"] = (timezone.now() + timedelta(days=1)).isoformat()
    revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()

    report = schedule.publish_due()

    assert report.published_count == 0
    assert "embargo" in report.troubles[0]


def test_the_door_is_foretold_with_validation_and_end_of_publication() -> None:
    draft = a_small_magazine().draft(
        hero_picture=a_picture("Bare", creator="", agency=""), expire_at=timezone.now() - timedelta(days=1)
    )
    draft.title = ""

    findings = queries.findings_at_the_door(draft)

    assert [finding.field for finding in findings] == ["expire_at", "hero_picture", "title"]
