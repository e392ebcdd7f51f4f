"""The publishing action: everything or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from masthead.articles.models import Article, Correction, Section
from masthead.audit.models import AuditEntry
from masthead.body import making
from masthead.errors import ActionForbidden, PublishingRefused
from masthead.jobs.models import OutboxEntry
from masthead.published.models import Change, PublishedArticle
from masthead.publishing import actions, queries
from masthead.publishing.door import PublishedPastTheDoor
from masthead.publishing.schedule import publish_due
from masthead.redirects.queries import answer_for
from masthead.staff.roles import Role
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_picture, a_small_magazine, a_user
from tests.jobs.conftest import Clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def test_publishing_writes_page_row_audit_and_outbox_together(magazine: SmallMagazine) -> None:
    petra = a_user("Petra")
    draft = magazine.draft("A quiet winter")

    outcome = actions.publish(draft, acting_user=petra)

    assert outcome.is_live
    assert Article.objects.get(pk=draft.pk).live
    assert PublishedArticle.objects.get(pk=draft.pk).byline == "Ines Corbeau"
    entry = AuditEntry.objects.get(verb="publish", target_id=str(draft.pk))
    assert (entry.user, entry.user_label) == (petra, "Petra")
    assert OutboxEntry.objects.filter(topic="published", payload__page_id=draft.pk).exists()


def test_a_writer_may_not_publish(magazine: SmallMagazine) -> None:
    draft = magazine.draft()

    with pytest.raises(ActionForbidden):
        actions.publish(draft, acting_user=a_user("Will", role=Role.WRITER))

    assert not Article.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("lack", [{"creator": "", "agency": ""}, {"alt": ""}])
def test_a_picture_without_credit_or_alt_stops_it_and_nothing_is_live(
    magazine: SmallMagazine, lack: dict[str, str]
) -> None:
    bare = a_picture("Bare", **lack)
    draft = magazine.draft(body=making.stream([making.picture(bare.pk)]))
    changes_before = Change.objects.count()

    with pytest.raises(PublishingRefused) as refusal:
        actions.publish(draft, acting_user=None)

    assert [finding.subject for finding in refusal.value.findings] == [f"picture:{bare.pk}"]  # type: ignore[attr-defined]
    assert not Article.objects.get(pk=draft.pk).live
    assert not PublishedArticle.objects.filter(pk=draft.pk).exists()
    assert Change.objects.count() == changes_before
    assert not AuditEntry.objects.filter(verb="publish", target_id=str(draft.pk)).exists()


def test_a_decorative_picture_needs_no_alt(magazine: SmallMagazine) -> None:
    ornament = a_picture("Ornament", alt="", is_decorative=True)

    article = magazine.article(body=making.stream([making.picture(ornament.pk)]))

    assert article.live


def test_inherited_debt_lets_an_article_stay_but_not_grow(magazine: SmallMagazine) -> None:
    old, new = a_picture("Old", creator="", agency=""), a_picture("New", creator="", agency="")
    draft = magazine.draft(body=making.stream([making.picture(old.pk)]))
    findings = queries.findings_on(draft)
    actions.grant_inherited_debt(draft, findings, reason="public since 2005", acting_user=None)

    outcome = actions.publish(draft, acting_user=None)

    assert outcome.is_live
    assert [finding.severity for finding in outcome.warnings] == ["inherited"]
    draft = Article.objects.get(pk=draft.pk)
    draft.body = making.stream([making.picture(old.pk), making.picture(new.pk)])
    draft.save_revision()
    with pytest.raises(PublishingRefused) as refusal:
        actions.publish(draft, acting_user=None)
    assert [finding.subject for finding in refusal.value.findings] == [f"picture:{new.pk}"]  # type: ignore[attr-defined]


def test_a_sponsored_article_names_its_sponsor(magazine: SmallMagazine) -> None:
    with pytest.raises(PublishingRefused, match="sponsor"):
        magazine.article(form="sponsored")

    assert magazine.article("Sea salt", form="sponsored", sponsor_name="Halde & Sons").live


def test_updated_moves_only_on_a_substantive_edit(magazine: SmallMagazine) -> None:
    article = magazine.article()
    article.standfirst = "A comma, moved."
    article.save_revision()
    actions.publish(article, acting_user=None)
    assert Article.objects.get(pk=article.pk).updated_at is None

    article = Article.objects.get(pk=article.pk)
    article.edit_is_substantive = True
    article.save_revision()
    actions.publish(article, acting_user=None)

    article = Article.objects.get(pk=article.pk)
    assert article.updated_at is not None
    latest = article.get_latest_revision_as_object()
    assert latest.updated_at == article.updated_at
    assert not latest.edit_is_substantive


def test_words_are_counted_on_publishing(magazine: SmallMagazine) -> None:
    article = magazine.article(standfirst="One two.", body=making.stream([making.paragraph("<p>three four five</p>")]))

    assert article.word_count == 5
    assert article.reading_minutes == 1


def test_a_backdated_publication_keeps_its_day(magazine: SmallMagazine) -> None:
    article = magazine.article(at=A_DAY_IN_NOVEMBER)

    assert article.first_published_at == A_DAY_IN_NOVEMBER
    assert article.last_published_at == A_DAY_IN_NOVEMBER
    assert PublishedArticle.objects.get(pk=article.pk).year == 2026


def test_a_changed_address_leads_on_in_one_hop(magazine: SmallMagazine) -> None:
    article = magazine.article("First words")
    for slug in ("second-words", "third-words"):
        article = Article.objects.get(pk=article.pk)
        article.slug = slug
        article.save_revision()
        actions.publish(article, acting_user=None)

    for old in ("/articles/first-words/", "/articles/second-words"):
        answer = answer_for(old)
        assert answer is not None
        assert answer.target == "/articles/third-words/"
    assert answer_for("/articles/third-words/") is None


def test_a_withdrawn_article_is_gone_everywhere(magazine: SmallMagazine) -> None:
    article = magazine.article("A mistake")

    actions.unpublish(article, acting_user=None, is_withdrawal=True)

    assert not Article.objects.get(pk=article.pk).live
    assert not PublishedArticle.objects.filter(pk=article.pk).exists()
    answer = answer_for("/articles/a-mistake/")
    assert answer is not None
    assert answer.is_gone


def test_deleting_an_article_drops_its_row_and_is_recorded(magazine: SmallMagazine) -> None:
    article = magazine.article("Short life")
    number = article.pk

    article.delete()

    assert not PublishedArticle.objects.filter(pk=number).exists()
    assert Change.objects.order_by("-seq").first().kind == "drop"  # type: ignore[union-attr]
    assert AuditEntry.objects.filter(verb="delete", target_id=str(number)).exists()


def test_a_scheduled_article_is_not_public_until_it_is_due(magazine: SmallMagazine) -> None:
    draft = magazine.draft("Tomorrow")
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision()

    outcome = actions.publish(draft, acting_user=None)

    assert not outcome.is_live
    assert not PublishedArticle.objects.filter(pk=draft.pk).exists()
    assert AuditEntry.objects.filter(verb="schedule", target_id=str(draft.pk)).exists()


def test_the_schedule_publishes_what_is_due_and_one_bad_page_stops_nothing(magazine: SmallMagazine) -> None:
    bare = a_picture("Bare", creator="", agency="")
    good, bad = magazine.draft("Good"), magazine.draft("Bad")
    for page in (bad, good):
        page.go_live_at = timezone.now() + timedelta(hours=1)
        page.save_revision()
        actions.publish(page, acting_user=None)
    for page in (bad, good):
        revision = page.revisions.get(approved_go_live_at__isnull=False)
        revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
        revision.content["go_live_at"] = (timezone.now() - timedelta(minutes=1)).isoformat()
        if page is bad:
            revision.content["hero_picture"] = bare.pk
        revision.save()

    report = publish_due()

    assert Article.objects.get(pk=good.pk).live
    assert not Article.objects.get(pk=bad.pk).live
    assert report.published_count == 1
    assert any("Bad" in trouble for trouble in report.troubles)


def test_expiry_takes_an_article_down(magazine: SmallMagazine) -> None:
    article = magazine.article("Until noon")
    article.expire_at = timezone.now() + timedelta(hours=1)
    article.save_revision()
    actions.publish(article, acting_user=None)
    type(article).objects.filter(pk=article.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    report = publish_due()

    assert report.expired_count == 1
    assert not PublishedArticle.objects.filter(pk=article.pk).exists()


def _scheduled(article: Article, *, minutes_ago: int) -> None:
    """Let the schedule of a draft come due."""
    moment = timezone.now() - timedelta(minutes=minutes_ago)
    revision = article.revisions.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at, revision.content["go_live_at"] = moment, moment.isoformat()
    revision.save()


def test_what_has_expired_is_not_public_again_for_a_minute(magazine: SmallMagazine) -> None:
    draft = magazine.draft(expire_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(PublishingRefused, match="end of publication"):
        actions.publish(draft, acting_user=None)

    assert not Article.objects.get(pk=draft.pk).live


def test_a_schedule_whose_end_passed_while_the_server_was_off_publishes_nothing(magazine: SmallMagazine) -> None:
    draft = magazine.draft(
        go_live_at=timezone.now() + timedelta(hours=1), expire_at=timezone.now() + timedelta(hours=2)
    )
    actions.publish(draft, acting_user=None)
    _scheduled(draft, minutes_ago=90)
    revision = draft.revisions.get(approved_go_live_at__isnull=False)
    revision.content["expire_at"] = (timezone.now() - timedelta(minutes=30)).isoformat()
    revision.save()

    report = publish_due()

    assert (report.published_count, report.expired_count) == (0, 0)
    assert not Change.objects.filter(article_id=draft.pk).exists()
    assert not draft.revisions.filter(approved_go_live_at__isnull=False).exists(), "it would be tried for ever"


def test_a_scheduled_update_is_dated_when_readers_get_it(magazine: SmallMagazine) -> None:
    article = magazine.article()
    tomorrow = timezone.now().replace(microsecond=0) + timedelta(days=1)
    article.go_live_at, article.edit_is_substantive = tomorrow, True
    article.save_revision()
    actions.publish(article, acting_user=None)

    assert Article.objects.get(pk=article.pk).get_latest_revision_as_object().updated_at == tomorrow


def test_a_live_page_that_is_scheduled_is_either_live_or_not_listed(magazine: SmallMagazine) -> None:
    article = magazine.article()
    Page.objects.filter(pk=article.pk).update(live_revision=None)
    article = Article.objects.get(pk=article.pk)
    article.go_live_at = timezone.now() + timedelta(days=1)
    article.save_revision()
    actions.publish(article, acting_user=None)

    is_live = Article.objects.get(pk=article.pk).live
    assert PublishedArticle.objects.filter(pk=article.pk).exists() == is_live


def test_pages_below_a_page_whose_address_changed_lead_on_too(magazine: SmallMagazine) -> None:
    film = Section(title="Film", slug="film")
    Page.objects.get(pk=magazine.culture.pk).add_child(instance=film)
    actions.publish(film, acting_user=None)
    culture = Section.objects.get(pk=magazine.culture.pk)
    culture.slug = "arts"
    culture.save_revision()
    actions.publish(culture, acting_user=None)

    answer = answer_for("/culture/film/")
    assert answer is not None
    assert answer.target == "/arts/film/"


def test_only_a_revision_of_the_page_is_published(magazine: SmallMagazine) -> None:
    ours, other = magazine.draft("Ours"), magazine.draft("Another")

    with pytest.raises(actions.RevisionOfAnother):
        actions.publish(ours, acting_user=None, revision=other.get_latest_revision())

    assert not Article.objects.filter(live=True).exists()


def test_what_was_saved_meanwhile_survives_being_taken_down(magazine: SmallMagazine) -> None:
    article = magazine.article()
    elsewhere = Article.objects.get(pk=article.pk)
    elsewhere.standfirst = "Saved by somebody else."
    elsewhere.save_revision()

    actions.unpublish(article, acting_user=None)

    assert not article.live
    assert Article.objects.get(pk=article.pk).get_latest_revision_as_object().standfirst == "Saved by somebody else."


def test_a_draft_is_saved_also_when_somebody_has_just_taken_the_page_down(magazine: SmallMagazine) -> None:
    opened = magazine.article()
    actions.unpublish(Article.objects.get(pk=opened.pk), acting_user=None)
    opened.standfirst = "Written while it was taken down."

    opened.save_revision()

    stored = Article.objects.get(pk=opened.pk)
    assert not stored.live
    assert stored.get_latest_revision_as_object().standfirst == "Written while it was taken down."


def test_what_hangs_on_a_live_page_changes_by_no_side_way(magazine: SmallMagazine) -> None:
    article = magazine.article()
    article.corrections.add(Correction(text="Slipped in."))

    with pytest.raises(PublishedPastTheDoor):
        article.save()

    assert not Correction.objects.exists()


def test_a_section_that_articles_stand_in_is_not_deleted(magazine: SmallMagazine) -> None:
    magazine.article("A quiet winter")

    with pytest.raises(actions.StillInUse, match="A quiet winter"):
        actions.delete(magazine.culture, acting_user=None)

    assert Section.objects.get(pk=magazine.culture.pk).live
    assert not AuditEntry.objects.filter(verb="delete", target_id=str(magazine.culture.pk)).exists()


@pytest.mark.parametrize("name", ["front", "articles", "issues"])
def test_a_page_that_readers_get_in_any_case_is_not_said_to_be_taken_down(magazine: SmallMagazine, name: str) -> None:
    page = getattr(magazine.tree, name)

    with pytest.raises(ActionForbidden, match="always there"):
        actions.unpublish(type(page).objects.get(pk=page.pk), acting_user=None)

    assert Page.objects.get(pk=page.pk).live


def test_a_clock_that_goes_back_an_hour_neither_publishes_twice_nor_loses_anything(
    magazine: SmallMagazine, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock.now)
    draft = magazine.draft("Tomorrow")
    draft.go_live_at = timezone.now() + timedelta(hours=2)
    draft.expire_at = timezone.now() + timedelta(hours=4)
    draft.save_revision()
    actions.publish(draft, acting_user=None)

    clock.forward(hours=2, seconds=1)
    assert publish_due().published_count == 1
    went_live = Article.objects.get(pk=draft.pk).first_published_at
    for hours in (-1, 1, 1):  # put back, then as before, then put forward
        clock.forward(hours=hours)
        assert publish_due().published_count == 0
        article = Article.objects.get(pk=draft.pk)
        assert (article.live, article.first_published_at) == (True, went_live)
        assert PublishedArticle.objects.filter(pk=draft.pk).exists()

    clock.forward(hours=1)
    assert publish_due().expired_count == 1
    clock.forward(hours=-1)
    publish_due()
    assert not Article.objects.get(pk=draft.pk).live
    assert AuditEntry.objects.filter(verb="publish", target_id=str(draft.pk)).count() == 1
