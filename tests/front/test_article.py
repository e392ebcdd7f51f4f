"""The article page says everything that the article is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from wagtail.models import Page

from masthead.articles.models import Article, ArticleCredit, Correction, RelatedPick, Section, Series
from masthead.body import making
from masthead.contributors.models import Contributor
from masthead.machines.queries import absolute
from masthead.publishing import actions as publishing
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_contributor, a_picture, a_small_magazine
from tests.front.reading import one, text_of_page, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def republished(article: Article) -> Article:
    article.save_revision()
    publishing.publish(article, acting_user=None)
    return Article.objects.get(pk=article.pk)


def test_headline_kicker_standfirst_and_words_stand_in_that_order(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article("A quiet winter", kicker="The coast")
    words = text_of_page(tree_of(client.get(article.address)).css_first("article"))
    places = [words.index(part) for part in ("The coast", "A quiet winter", "What the town does", "Snow fell")]
    assert places == sorted(places)


def test_a_page_has_one_h1_and_it_is_the_headline(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article("A quiet winter")
    assert [node.text(strip=True) for node in tree_of(client.get(article.address)).css("h1")] == ["A quiet winter"]


def test_a_headline_with_marks_is_shown_as_it_was_written(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article("<b>Bold</b> & “quoted”")
    heading = tree_of(client.get(article.address)).css_first("h1")
    assert heading is not None
    assert heading.text() == "<b>Bold</b> & “quoted”"


def test_credits_are_grouped_by_what_people_did(client: Client, magazine: SmallMagazine) -> None:
    photographer, second = a_contributor("Hanno Vale"), a_contributor("Li Moreau")
    article = magazine.article("A quiet winter", credits=[magazine.ines, second])
    article.credits.add(ArticleCredit(contributor=photographer, role="photographs", sort_order=3))
    article = republished(article)
    byline = tree_of(client.get(article.address)).css_first(".byline")
    assert text_of_page(byline) == "Words by Ines Corbeau, Li Moreau Photographs by Hanno Vale"
    assert byline is not None
    assert [link.attributes["href"] for link in byline.css("a")] == [
        "/contributors/ines-corbeau/",
        "/contributors/li-moreau/",
        "/contributors/hanno-vale/",
    ]


def test_the_byline_has_the_writers_face_and_title_and_the_foot_says_who_that_is(
    client: Client, magazine: SmallMagazine
) -> None:
    face = a_picture("Ines at the pier")
    Contributor.objects.filter(pk=magazine.ines.pk).update(
        role_title="Culture editor", portrait=face, biography="<p>Ines has read the log of every ship.</p>"
    )
    page = tree_of(client.get(magazine.article().address))
    assert "Ines Corbeau, Culture editor" in text_of_page(page.css_first(".byline"))
    assert "Ada Lindqvist" in text_of_page(page.css_first(".byline-faces .credit"))
    assert text_of_page(page.css_first(".article__foot .about-writer")) == "Ines has read the log of every ship."


def test_footnotes_are_numbered_in_the_copy_and_stand_at_its_end_with_a_way_back(
    client: Client, magazine: SmallMagazine
) -> None:
    copy = '<p>Snow fell.<foot-note>In 1963.</foot-note> It "stayed".</p>'
    page = tree_of(client.get(magazine.article(body=making.stream([making.paragraph(copy)])).address))
    mark = one(page, ".article__body p .footnote-mark a")
    assert (mark.text(), mark.attributes["href"]) == ("1", "#fn.1")
    note = one(page, '.footnotes [id="fn.1"]')
    assert "In 1963." in note.text()
    assert one(note, "a").attributes["href"] == f"#{mark.attributes['id']}"
    assert "It “stayed”." in one(page, ".article__body p").text()


def test_it_is_passed_on_by_a_letter_or_its_address_and_nobody_is_told(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article("Salt & light")
    share = one(tree_of(client.get(article.address)), "mh-share")
    assert [link.attributes["href"] for link in share.css("a")] == [
        f"mailto:?subject=Salt%20%26%20light&body=Salt%20%26%20light%0D%0A{quote(absolute(article.address), safe='')}"
    ]
    assert one(share, ".share__address").text() == absolute(article.address)


def test_the_day_of_publication_is_written_out_and_readable_by_machines(
    client: Client, magazine: SmallMagazine
) -> None:
    article = magazine.article(at=A_DAY_IN_NOVEMBER)
    time = tree_of(client.get(article.address)).css_first(".dates time")
    assert time is not None
    assert time.text() == "3 November 2026"
    assert datetime.fromisoformat(time.attributes["datetime"] or "") == A_DAY_IN_NOVEMBER


def test_only_a_substantive_edit_shows_as_updated(client: Client, magazine: SmallMagazine) -> None:
    article = republished(magazine.article(at=A_DAY_IN_NOVEMBER))
    assert "Updated" not in text_of_page(tree_of(client.get(article.address)))
    article.edit_is_substantive = True
    article = republished(article)
    assert "Updated" in text_of_page(tree_of(client.get(article.address)))


def test_the_lead_picture_comes_with_its_caption_and_credit_and_a_small_one_is_not_enlarged(
    client: Client, magazine: SmallMagazine
) -> None:
    article = magazine.article(hero_picture=a_picture(), hero_caption="The harbour in March.")
    tree = tree_of(client.get(article.address))
    hero = tree.css_first(".article__hero")
    assert tree.css_matches(".article--plate > .article__hero")
    assert text_of_page(hero) == "The harbour in March. Ada Lindqvist / Northlight"


def test_a_sponsors_label_stands_on_the_page_and_on_every_card(client: Client, magazine: SmallMagazine) -> None:
    paid = magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co", tags=["boats"])
    other = magazine.article("A quiet winter")
    magazine.issue("12", [other, paid])
    label = "Sponsored by Boats & Co"
    for address in (paid.address, other.address, "/", "/culture/", "/articles/", "/tags/boats/", "/issues/issue-12/"):
        assert label in text_of_page(tree_of(client.get(address))), address


def test_a_sponsored_card_within_the_copy_is_labelled(client: Client, magazine: SmallMagazine) -> None:
    paid = magazine.article("Buy this boat", form="sponsored", sponsor_name="Boats & Co")
    article = magazine.article("Boats", body=making.stream([making.related(paid.pk)]))
    related = tree_of(client.get(article.address)).css_first(".related")
    assert "Sponsored by Boats & Co" in text_of_page(related)


def test_the_outlet_that_reported_first_is_named_with_its_link(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article(based_on_outlet="The Harbour Post", based_on_url="https://post.example/1")
    line = tree_of(client.get(article.address)).css_first(".based-on")
    assert text_of_page(line) == "Based on reporting by The Harbour Post."
    assert line is not None
    link = line.css_first("a")
    assert link is not None
    assert link.attributes["href"] == "https://post.example/1"


def test_a_correction_shows_its_kind_and_date_and_is_announced_above_the_copy(
    client: Client, magazine: SmallMagazine
) -> None:
    article = magazine.article()
    article.corrections.add(Correction(kind="clarification", text="The pier is older.", corrected_on=date(2026, 11, 5)))
    article = republished(article)
    tree = tree_of(client.get(article.address))
    assert "Clarification, 5 November 2026: The pier is older." in text_of_page(tree.css_first("#corrections"))
    assert "Clarification, 5 November 2026" in text_of_page(tree.css_first(".notice"))


def test_date_line_tags_licence_series_and_length_are_there(client: Client, magazine: SmallMagazine) -> None:
    series = Series.objects.create(title="Seven harbours", slug="seven-harbours")
    article = magazine.article(date_line="Lisbon, 3 November", tags=["ice", "boats"], licence="cc-by-sa", series=series)
    tree = tree_of(client.get(article.address))
    assert text_of_page(tree.css_first(".date-line")) == "Lisbon, 3 November"
    foot = text_of_page(tree.css_first(".article__foot"))
    assert "Seven harbours" in foot
    assert "boats ice" in foot
    assert "CC BY-SA" in foot
    assert f"{article.word_count} words" in foot
    assert "1 minute" in text_of_page(tree.css_first(".dates"))


def test_an_article_in_another_language_says_so(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article("شتاء هادئ", slug="winter-ar", language="ar")
    element = tree_of(client.get(article.address)).css_first("article.article")
    assert element is not None
    assert (element.attributes["lang"], element.attributes["dir"]) == ("ar", "rtl")


def test_more_articles_begin_with_the_editors_picks_and_repeat_nothing(client: Client, magazine: SmallMagazine) -> None:
    pick = magazine.article("Picked", at=A_DAY_IN_NOVEMBER - timedelta(days=300))
    for number in range(7):
        magazine.article(f"Story {number}", at=A_DAY_IN_NOVEMBER + timedelta(days=number))
    article = magazine.article("A quiet winter")
    article.related_picks.add(RelatedPick(picked=pick))
    article = republished(article)
    headlines = [node.text(strip=True) for node in tree_of(client.get(article.address)).css(".more-articles h3")]
    assert headlines == ["Picked", "Story 6", "Story 5", "Story 4", "Story 3", "Story 2"]


def test_a_pick_that_was_taken_down_is_not_shown(client: Client, magazine: SmallMagazine) -> None:
    pick = magazine.article("Picked")
    article = magazine.article("A quiet winter")
    article.related_picks.add(RelatedPick(picked=pick))
    article = republished(article)
    publishing.unpublish(pick, acting_user=None)
    assert "Picked" not in client.get(article.address).content.decode()


def test_the_latest_issue_stands_under_the_article_with_cover_credit_and_cover_lines(
    client: Client, magazine: SmallMagazine
) -> None:
    article = magazine.article("A quiet winter")
    magazine.issue("12", [article], cover=a_picture("Cover", alt="A lighthouse", creator="Li Moreau", agency=""))
    latest = tree_of(client.get(article.address)).css_first(".latest-issue")
    words = text_of_page(latest)
    assert "Issue 12 November 2026" in words, "the title says the number"
    assert "Li Moreau" in words
    assert latest is not None
    assert article.address in [link.attributes["href"] for link in latest.css(".cover-lines a")]
    drawn = latest.css_first(".cover [aria-label], .cover img")
    assert drawn is not None
    assert "A lighthouse" in (drawn.attributes.get("aria-label"), drawn.attributes.get("alt"))


def test_a_link_in_the_copy_to_an_article_leads_to_its_address(client: Client, magazine: SmallMagazine) -> None:
    other = magazine.article("The other one")
    copy = making.paragraph(f'<p>See <a linktype="page" id="{other.pk}">this</a>.</p>')
    article = magazine.article("A quiet winter", body=making.stream([copy]))
    links = tree_of(client.get(article.address)).css(".article__body a")
    assert [link.attributes["href"] for link in links] == [other.address]


def test_a_draft_is_not_found(client: Client, magazine: SmallMagazine) -> None:
    assert client.get(magazine.draft().address).status_code == 404


def test_a_contributor_who_is_a_body_and_a_person_are_both_credited(client: Client, magazine: SmallMagazine) -> None:
    agency = Contributor.objects.create(name="Northlight", slug="northlight", kind="organisation")
    article = magazine.article(credits=[magazine.ines, agency])
    assert "Northlight" in text_of_page(tree_of(client.get(article.address)).css_first(".byline"))


def test_an_article_published_in_the_past_keeps_its_date(client: Client, magazine: SmallMagazine) -> None:
    article = magazine.article(at=datetime(1998, 2, 1, 12, tzinfo=UTC))
    assert "1 February 1998" in text_of_page(tree_of(client.get(article.address)))


def test_a_section_that_is_not_public_is_not_named(client: Client, magazine: SmallMagazine) -> None:
    secret = Section(title="A secret launch", slug="a-secret-launch")
    Page.objects.get(pk=magazine.tree.front.pk).add_child(instance=secret)
    in_a_draft, taken_down = magazine.article("In a draft section", section=secret), magazine.article("Taken down")
    publishing.unpublish(magazine.culture, acting_user=None)

    for article, title in ((in_a_draft, "A secret launch"), (taken_down, "Culture")):
        page = client.get(article.address).content.decode()
        assert title not in page
