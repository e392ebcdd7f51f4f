"""The demo magazine as it is loaded: whole, credited, through the door, and only once."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import global_settings
from django.contrib.auth import authenticate
from django.utils import timezone
from wagtail.models import Page, Revision

from masthead.articles.models import Article, Correction, Form, Section, Series
from masthead.audit.models import AuditEntry
from masthead.body import queries as body
from masthead.body.blocks import BLOCK_NAMES
from masthead.contributors.models import Contributor, Kind
from masthead.demo.actions import load_demo
from masthead.front.models import PlainPage, PolicyKind
from masthead.issues.drafts import draft_of
from masthead.issues.models import Issue, Production
from masthead.magazine.queries import this_magazine
from masthead.pictures.models import MediaDocument, Picture
from masthead.planning.models import Piece, Stage
from masthead.planning.queries import waiting_for
from masthead.published import queries as published
from masthead.published.models import PublishedArticle, PublishedText
from masthead.publishing.models import Exemption
from masthead.recommendations import actions as recommendations
from masthead.recommendations import queries as recommended
from masthead.slots.models import LIMITS, Place
from masthead.slots.queries import front_at
from masthead.staff.models import User
from masthead.text.footnotes import FOOTNOTE

if TYPE_CHECKING:
    from pytest_django import Settings

IN_PRODUCTION = {
    "the-bell-that-nobody-rings",
    "what-the-harbour-inquiry-heard",
    "a-kettle-for-one",
    "six-stations-in-the-snow",
}
PITCHED = {"is-it-really-the-cold-that-helps", "whoever-feeds-the-harbour-cats"}
NEVER_SHOWN = {"to-be-opened-in-2040", *IN_PRODUCTION, *PITCHED}
FOUNDING = "castaign-and-dray-part"

pytestmark = pytest.mark.usefixtures("evenlight")


def block_kinds(value: Any) -> set[str]:
    """The names of all blocks of a body, those within others too."""
    found = {value["type"]} if isinstance(value, dict) and "type" in value else set()
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return found.union(*(block_kinds(part) for part in parts))


def text_of(slug: str) -> str:
    return PublishedText.objects.get(article__slug=slug).plain_text


def test_the_owner_can_log_in_with_the_password_that_was_given(evenlight: tuple[str, str], settings: Settings) -> None:
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS  # as the command's own process had them
    username, password = evenlight
    assert username == "editor"
    owner = authenticate(username=username, password=password)
    assert owner is not None
    assert owner.is_superuser


def test_the_magazine_has_its_name_and_needs_no_first_run() -> None:
    magazine = this_magazine()
    assert (magazine.name, magazine.is_set_up, magazine.language) == ("Evenlight", True, "en-GB")
    assert magazine.tagline
    assert magazine.publisher_name


def test_all_articles_are_public_but_those_in_work_and_the_scheduled_one() -> None:
    shown = set(PublishedArticle.objects.values_list("slug", flat=True))
    assert shown == set(Article.objects.values_list("slug", flat=True)) - NEVER_SHOWN
    assert len(shown) >= 40
    assert not Article.objects.live().filter(slug__in=NEVER_SHOWN).exists()
    assert Article.objects.get(slug="to-be-opened-in-2040").approved_schedule
    assert not Article.objects.get(slug="what-the-harbour-inquiry-heard").approved_schedule


def test_nothing_shown_was_published_after_the_fixed_month() -> None:
    late = PublishedArticle.objects.filter(published_at__gte=datetime(2026, 12, 1, tzinfo=UTC))
    assert not late.exists()


def test_every_public_page_went_through_the_door_as_the_owner() -> None:
    through = AuditEntry.objects.filter(verb="publish", user__username="editor")
    published_ids = {int(entry.target_id) for entry in through}
    live = set(Page.objects.filter(live=True, depth__gt=1).values_list("pk", flat=True))
    assert live
    assert live <= published_ids
    assert not Exemption.objects.exists()


def test_a_second_load_changes_nothing() -> None:
    def state() -> dict[str, Any]:
        return {
            "pages": list(Page.objects.order_by("pk").values("pk", "title", "latest_revision_id", "last_published_at")),
            "revisions": Revision.objects.count(),
            "pictures": list(Picture.objects.order_by("pk").values("pk", "file", "renditions_made_at")),
            "documents": list(MediaDocument.objects.order_by("pk").values("pk", "file")),
            "contributors": list(Contributor.objects.order_by("pk").values()),
            "audit": AuditEntry.objects.count(),
        }

    before = state()
    again = load_demo()
    assert state() == before
    assert again.password == ""


def test_every_picture_has_a_credit_a_licence_and_alt_text() -> None:
    pictures = list(Picture.objects.all())
    assert len(pictures) >= 24
    assert [picture.title for picture in pictures if not picture.has_credit] == []
    assert [picture.title for picture in pictures if not picture.has_alt] == []
    assert [picture.title for picture in pictures if not picture.licence] == []


def test_every_kind_of_block_is_used_but_the_one_that_only_imports_make() -> None:
    used: set[str] = set()
    for article in Article.objects.live():
        used |= block_kinds(json.loads(json.dumps(article.body.get_prep_value())))
    assert set(BLOCK_NAMES) - used == {"raw_text"}


def test_every_body_would_be_accepted_by_the_desk() -> None:
    for article in Article.objects.all():
        article.body.stream_block.clean(article.body)
        article.full_clean()


def test_every_recording_has_a_transcript() -> None:
    recordings = [
        block.value
        for article in Article.objects.live()
        for block in article.body
        if block.block_type in {"audio", "video"}
    ]
    assert len(recordings) == 2
    assert all(recording["transcript"] for recording in recordings)


def test_every_form_of_article_is_there() -> None:
    assert set(PublishedArticle.objects.values_list("form", flat=True)) == set(Form.values)


def test_every_article_has_a_byline_a_standfirst_tags_and_a_section() -> None:
    for row in PublishedArticle.objects.all():
        assert row.byline, row.slug
        assert row.standfirst, row.slug
        assert row.tags, row.slug
        assert row.section_id, row.slug
        assert row.kicker, row.slug


def test_articles_have_300_to_1500_words_and_differ_in_length() -> None:
    counts = dict(PublishedArticle.objects.values_list("slug", "word_count"))
    assert {slug: count for slug, count in counts.items() if not 300 <= count <= 1500} == {}
    assert min(counts.values()) < 400
    assert max(counts.values()) > 1200


def test_sections_stand_within_sections_and_series_have_articles() -> None:
    assert Section.objects.filter(depth=3).count() >= 5
    assert Section.objects.filter(depth=4).count() >= 5
    for series in Series.objects.all():
        assert PublishedArticle.objects.filter(series_id=series.pk).count() >= 3, series.slug
    assert Series.objects.count() >= 3


def test_experts_and_organisations_are_among_the_contributors() -> None:
    experts = Contributor.objects.filter(is_expert=True)
    assert experts.count() >= 8
    assert all(expert.role_title and expert.portrait_id and expert.biography for expert in experts)
    assert Contributor.objects.filter(kind=Kind.ORGANISATION).exists()


def test_every_sponsored_article_names_its_sponsor() -> None:
    sponsored = PublishedArticle.objects.filter(form=Form.SPONSORED)
    assert set(sponsored.values_list("sponsor_name", flat=True)) == {"Hotel Meridia", "The Harbour School"}


def test_corrections_and_clarifications_are_dated_and_only_the_substantive_edit_is_an_update() -> None:
    kinds = set(Correction.objects.values_list("kind", flat=True))
    assert {"correction", "clarification", "update"} <= kinds
    updated = PublishedArticle.objects.exclude(updated_at=None).get()
    assert updated.slug == "who-keeps-the-harbour-light"
    assert updated.updated_at == datetime(2026, 11, 18, 15, tzinfo=UTC)
    assert updated.published_at == datetime(2026, 10, 2, 5, 30, tzinfo=UTC)


def test_three_articles_are_in_other_languages_one_right_to_left_and_one_without_spaces() -> None:
    languages = PublishedArticle.objects.exclude(language="").values_list("language", flat=True)
    assert sorted(languages) == ["ar", "es", "ja"]


def test_what_a_look_must_bear_is_there() -> None:
    """A headline that goes on and on, articles without a picture, and one that is led by its pictures."""
    assert max(len(title) for title in PublishedArticle.objects.values_list("headline", flat=True)) > 200
    assert Article.objects.live().filter(hero_picture=None).count() >= 3
    bay = Article.objects.get(slug="the-same-bay-eight-times")
    assert len(set(body.picture_ids(bay.body))) == 8


def test_the_magazine_says_how_it_works_and_who_makes_it() -> None:
    pages = {page.slug: page for page in PlainPage.objects.live()}
    assert set(pages) == {"about", "masthead", "ethics", "corrections", "ownership", "privacy", "contact"}
    said = [policy for page in pages.values() for policy in page.policies]
    assert len(said) == len(set(said))
    assert {PolicyKind(policy) for policy in said} >= {PolicyKind.ABOUT, PolicyKind.ETHICS, PolicyKind.CORRECTIONS}
    assert {PolicyKind(policy) for policy in said} >= {PolicyKind.OWNERSHIP, PolicyKind.PRIVACY, PolicyKind.FEEDBACK}
    assert all(page.search_description for page in pages.values())
    headings = Contributor.objects.exclude(masthead_heading="").order_by("masthead_order")
    assert len({person.masthead_heading for person in headings}) >= 4
    assert this_magazine().sign_up["promise"]


def test_the_front_page_is_arranged_with_what_can_stand_there() -> None:
    placed = front_at(timezone.now())
    counts = Counter(slot.place for slot in placed)
    assert counts == LIMITS
    rows = PublishedArticle.objects.in_bulk([slot.article_id for slot in placed])
    assert all(not rows[slot.article_id].sponsor_name for slot in placed)
    assert all(rows[slot.article_id].hero_picture_id for slot in placed if slot.place in {Place.LEAD, Place.SECOND})
    quote = next(slot for slot in placed if slot.place == Place.QUOTE)
    assert quote.quote_text in text_of(rows[quote.article_id].slug)


def test_some_articles_have_footnotes() -> None:
    noted = [each.slug for each in Article.objects.live() if f"<{FOOTNOTE}>" in json.dumps(each.body.get_prep_value())]
    assert len(noted) >= 4


def test_tags_recur() -> None:
    tags = Counter(tag["slug"] for each in PublishedArticle.objects.all() for tag in each.tags)
    assert sum(count >= 3 for count in tags.values()) >= 6, tags.most_common(12)


def test_a_link_to_another_article_is_a_link_to_its_page() -> None:
    letters = Article.objects.get(slug="letters-november")
    linked = body.page_paths(body.linked_page_ids(letters.body))
    assert "/articles/who-keeps-the-harbour-light/" in linked.values()
    assert len(linked) == 5


class TestTheFoundingPage:
    """One story is a twin in kind of the page that the product starts from."""

    def test_it_is_news_with_a_date_line_and_based_on_an_outlet_s_reporting(self) -> None:
        article = Article.objects.get(slug=FOUNDING)
        assert article.form == Form.NEWS
        assert article.date_line == "Port Averel, 3 November"
        assert article.based_on_outlet == "The Averel Courier"
        assert article.based_on_url.startswith("https://courier.example.org/")
        assert article.section is not None
        assert article.section.title == "Stage & Screen"

    def test_its_lead_picture_is_an_agency_s(self) -> None:
        picture = Article.objects.get(slug=FOUNDING).hero_picture
        assert picture is not None
        assert picture.credit == "Lennart Voss / Halyard Pictures"

    def test_it_says_who_confirmed_it_who_will_not_be_named_and_what_is_only_rumour(self) -> None:
        text = text_of(FOUNDING)
        for said in (
            "married for eleven years",
            "A spokeswoman who acts for both confirmed it to The Averel Courier",
            "Two people who know them both spoke to Evenlight. Each asked not to be named because",
            "The first is half true.",
            "The second is not true",
            "The Salt Year",
        ):
            assert said in text

    def test_it_shows_the_film_they_made_and_names_what_to_read_next(self) -> None:
        article = Article.objects.get(slug=FOUNDING)
        shown = Picture.objects.filter(pk__in=body.picture_ids(article.body))
        assert [picture.credit for picture in shown] == ["Aurelio Pinnock / Kestrel House Films"]
        assert article.related_picks.count() == 3

    def test_it_is_the_cover_story_of_the_latest_issue(self) -> None:
        issue = published.latest_issue()
        assert issue is not None
        line = published.issue_view(issue).cover_lines[0]
        assert line.text == "Eleven years, two lights: Castaign and Dray part"
        assert line.path == f"/articles/{FOUNDING}/"


class TestIssues:
    """Three issues whose articles are here, and one of which only the contents are."""

    def test_three_can_be_read_and_each_has_a_cover_of_its_own(self) -> None:
        whole = Issue.objects.live().filter(is_contents_only=False)
        assert {issue.number for issue in whole} == {"45", "46", "47"}
        assert len({issue.cover_id for issue in whole}) == 3
        assert all(issue.editors_letter and issue.cover_subject for issue in whole)

    def test_the_latest_has_cover_letter_lines_and_contents_in_sections(self) -> None:
        issue = Issue.objects.get(slug="no-47")
        assert issue.cover is not None
        assert issue.cover.has_alt
        assert issue.cover.has_credit
        assert issue.cover_subject
        assert issue.letter_by is not None
        entries = list(issue.contents.all())
        assert len(entries) >= 11
        assert all(entry.section_label and entry.kicker and entry.page_number for entry in entries)
        assert [int(entry.page_number) for entry in entries] == sorted(int(entry.page_number) for entry in entries)
        assert sum(bool(entry.cover_line) for entry in entries) == 4

    def test_every_public_article_stands_in_an_issue(self) -> None:
        assert not PublishedArticle.objects.filter(issues=[]).exists()

    def test_the_back_issue_names_pieces_that_are_not_here(self) -> None:
        issue = Issue.objects.get(is_contents_only=True)
        assert issue.dated_on.year == 2022
        entries = list(issue.contents.all())
        assert len(entries) >= 8
        assert all(entry.article_id is None and entry.title_override and entry.byline_override for entry in entries)


class TestTheIssueInProduction:
    """What an editor of the demo finds on the desk."""

    def test_it_has_pieces_at_every_stage_and_none_is_public(self) -> None:
        issue = Issue.objects.get(number="48")
        assert not issue.live
        assert issue.production.state == Production.State.PRODUCTION
        placed = {entry.article.slug for entry in draft_of(issue).contents.all()}
        assert placed == IN_PRODUCTION
        stages = dict(
            Piece.objects.filter(pk__in=Article.objects.filter(live=False)).values_list("article__slug", "stage")
        )
        assert stages["the-bell-that-nobody-rings"] == Stage.PICTURES
        assert stages["what-the-harbour-inquiry-heard"] == Stage.WRITING
        assert stages["a-kettle-for-one"] == Stage.SUB_EDIT
        assert stages["six-stations-in-the-snow"] == Stage.READY
        assert {stages[slug] for slug in PITCHED} == {Stage.PITCH}

    def test_one_review_waits_for_the_owner_and_one_piece_has_a_tk(self) -> None:
        owner = User.objects.get(username="editor")
        assert "The bell that nobody rings" in {step.piece.title for step in waiting_for(owner).to_pass}
        assert Piece.objects.get(article__slug="what-the-harbour-inquiry-heard").tk_count == 1

    def test_nobody_signs_in_as_a_colleague(self) -> None:
        colleagues = User.objects.exclude(username="editor")
        assert colleagues.count() == 3
        assert not any(colleague.has_usable_password() for colleague in colleagues)


FOLLOWED_BY = {
    "ten-rooms-above-the-tide": {"saint-orla-at-the-pace-of-the-tide"},
    "the-shipyard-that-stopped-on-fridays": {"eleven-bridges-before-breakfast", "who-keeps-the-harbour-light"},
    "letters-november": {"the-man-who-times-the-dark", "eleven-bridges-before-breakfast"},
    "in-praise-of-the-ugly-lamp": {"what-the-potter-throws-away", "a-hundred-chairs-one-worth-sitting-on"},
}
"""What an editor who knows these pieces would want to see among the first six."""


def test_an_article_is_followed_by_its_series_and_by_what_an_editor_would_choose() -> None:
    recommendations.remake()
    rows = PublishedArticle.objects.select_related("reading_list").in_bulk()
    lists = {row.slug: [rows[number] for number in recommended.found_for(row) or ()] for row in rows.values()}
    for slug, wanted in FOLLOWED_BY.items():
        assert wanted <= {row.slug for row in lists[slug][:6]}, slug
    for row in rows.values():
        mates = [other for other in rows.values() if other.series_id == row.series_id and other != row]
        if row.series_id and mates:
            assert all(other in mates for other in lists[row.slug][: min(3, len(mates))]), row.slug
        assert row not in lists[row.slug]
        assert not any(other.is_sponsored for other in lists[row.slug])
        assert len(lists[row.slug]) == len(set(lists[row.slug])) == 12
