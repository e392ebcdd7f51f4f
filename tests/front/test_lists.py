"""Lists are numbered from the oldest, so that an old page never changes and its address never goes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from masthead.published import queries as published
from tests.cast import A_DAY_IN_NOVEMBER, SmallMagazine, a_small_magazine
from tests.front.reading import tree_of

pytestmark = pytest.mark.django_db


def with_articles(count: int) -> SmallMagazine:
    magazine = a_small_magazine()
    for number in range(1, count + 1):
        magazine.article(f"Story {number}", at=A_DAY_IN_NOVEMBER + timedelta(hours=number))
    return magazine


def headlines(tree: LexborHTMLParser) -> list[str]:
    return [node.text(strip=True) for node in tree.css("main .card__headline")]


def leads_to(tree: LexborHTMLParser, selector: str) -> str:
    link = tree.css_first(selector)
    return (link.attributes["href"] or "") if link else ""


def test_a_list_is_read_from_its_own_address_back_to_page_one(client: Client) -> None:
    with_articles(65)
    pages = [tree_of(client.get(address)) for address in ("/articles/", "/articles/page/2/", "/articles/page/1/")]
    assert [headlines(page) for page in pages] == [
        [f"Story {number}" for number in range(65, 40, -1)],
        [f"Story {number}" for number in range(40, 20, -1)],
        [f"Story {number}" for number in range(20, 0, -1)],
    ]
    older = [leads_to(page, '.pager a[rel="next"]') for page in pages]
    newer = [leads_to(page, '.pager a[rel="prev"]') for page in pages]
    assert older == ["/articles/page/2/", "/articles/page/1/", ""]
    assert newer == ["", "/articles/", "/articles/page/2/"]
    assert len({page.css_first("title").text() for page in pages}) == 3  # type: ignore[union-attr]
    assert len({leads_to(page, 'link[rel="canonical"]') for page in pages}) == 3


def test_an_old_page_is_byte_for_byte_the_same_after_more_is_published(client: Client) -> None:
    magazine = with_articles(41)
    lists = ("/articles/", "/culture/", "/archive/2026/", "/contributors/ines-corbeau/", "/tags/winter/")
    before = {path: client.get(f"{path}page/1/") for path in lists}
    assert {path: len(headlines(tree_of(page))) for path, page in before.items()} == dict.fromkeys(lists, 20)
    magazine.article("Story 42", at=A_DAY_IN_NOVEMBER + timedelta(hours=42))
    after = {path: client.get(f"{path}page/1/") for path in lists}
    assert {path: page["ETag"] for path, page in after.items()} == {path: page["ETag"] for path, page in before.items()}
    assert {path: page.content for path, page in after.items()} == {path: page.content for path, page in before.items()}


def test_a_page_that_does_not_exist_is_not_found(client: Client) -> None:
    with_articles(1)
    numbers = ("0", "-1", "3", "9999999", "99999999999999999999", "abc", "1.5", "01", "%00", "٣")
    lists = ("/articles/", "/culture/", "/archive/2026/", "/contributors/ines-corbeau/", "/tags/winter/")
    found = {f"{path}page/{number}/" for path in lists for number in numbers}
    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(found, 404)


def test_a_short_list_has_no_pager(client: Client) -> None:
    with_articles(3)
    assert tree_of(client.get("/articles/")).css_first(".pager") is None


def test_a_page_of_a_list_says_its_days_and_leads_to_both_ends(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "PAGE_SIZE", 2)
    magazine = a_small_magazine()
    for day in range(9):
        magazine.article(f"Story {day}", at=A_DAY_IN_NOVEMBER - timedelta(days=10 * day))
    pages = [tree_of(client.get(address)) for address in ("/articles/", "/articles/page/2/", "/articles/page/1/")]
    where = [page.css_first(".pager__where") for page in pages]
    assert [node.text() if node else "" for node in where] == [
        "The newest 3 of 9",
        "4 September – 14 September 2026",
        "15 August – 25 August 2026",
    ]
    ends = [[link.attributes["href"] for link in page.css(".pager__ends a")] for page in pages]
    assert ends == [["/articles/page/1/"], ["/articles/"], ["/articles/"]]


def shown(tree: LexborHTMLParser) -> list[str]:
    return [node.text(strip=True) for node in tree.css(".shelf-newest__title, .shelf__title")]


def test_the_shelf_of_issues_is_read_back_to_page_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "SHELF_SIZE", 2)
    magazine = a_small_magazine()
    for number in (3, 1, 5, 2, 4):
        magazine.issue(str(number), dated_on=date(2026, number, 1))

    pages = [tree_of(client.get(address)) for address in ("/issues/", "/issues/page/1/")]

    assert [shown(page) for page in pages] == [["Issue 5", "Issue 4", "Issue 3"], ["Issue 2", "Issue 1"]]
    assert [leads_to(page, '.pager a[rel="next"]') for page in pages] == ["/issues/page/1/", ""]
    assert [leads_to(page, '.pager a[rel="prev"]') for page in pages] == ["", "/issues/"]
    assert len({page.css_first("title").text() for page in pages}) == 2  # type: ignore[union-attr]
    assert client.get("/issues/page/3/").status_code == 404


def test_an_old_page_of_the_shelf_is_the_same_after_another_issue(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "SHELF_SIZE", 2)
    magazine = a_small_magazine()
    for number in (1, 2, 3):
        magazine.issue(str(number), dated_on=date(2026, number, 1))
    before = client.get("/issues/page/1/")

    magazine.issue("4", dated_on=date(2026, 4, 1))

    assert client.get("/issues/page/1/").content == before.content
