"""An issue's page: its number, its contents, its editor, the issues beside it; and what is missing from a bare one."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.test import Client

from masthead.front.queries.type_covers import type_cover_of
from masthead.published.models import PublishedIssue
from tests.cast import SmallMagazine, a_picture, a_small_magazine
from tests.front.reading import text_of_page, tree_of

pytestmark = pytest.mark.django_db
NAME = "The Quarterly Review of Everything Else"


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def ways(client: Client, number: int) -> dict[str, str | None]:
    links = tree_of(client.get(f"/issues/issue-{number}/")).css(".beside a[rel]")
    return {str(link.attributes["rel"]): link.attributes["href"] for link in links}


def test_one_goes_back_and_forth_between_issues_by_date_and_number(client: Client, magazine: SmallMagazine) -> None:
    for number, day in ((1, 1), (3, 2), (2, 2), (4, 9)):
        magazine.issue(str(number), dated_on=date(2026, 3, day))
    assert [ways(client, number) for number in (1, 2, 3, 4)] == [
        {"next": "/issues/issue-2/"},
        {"prev": "/issues/issue-1/", "next": "/issues/issue-3/"},
        {"prev": "/issues/issue-2/", "next": "/issues/issue-4/"},
        {"prev": "/issues/issue-3/"},
    ]


def test_the_editors_letter_stands_before_the_contents_with_portrait_and_title(
    client: Client, magazine: SmallMagazine
) -> None:
    magazine.ines.role_title, magazine.ines.portrait = "Editor", a_picture("Ines", alt="Ines at her desk")
    magazine.ines.save()
    magazine.issue("12", [magazine.article()], letter_by=magazine.ines, editors_letter="<p>Dear readers</p>")
    tree = tree_of(client.get("/issues/issue-12/"))
    letter = tree.css_first(".letter")
    assert letter is not None
    assert "Ines Corbeau Editor" in text_of_page(letter)
    assert "Ines at her desk" in (letter.html or "")
    assert [node.attributes.get("id") for node in tree.css("main h2")] == ["letter", "contents"]


def test_an_issue_without_cover_letter_or_contents_has_a_cover_of_type_and_says_so(
    client: Client, magazine: SmallMagazine
) -> None:
    magazine.issue("12")
    tree = tree_of(client.get("/issues/issue-12/"))
    assert text_of_page(tree.css_first(".type-cover")) == "The Small Hours November 2026 12"
    assert text_of_page(tree.css_first(".issue__label")) == "November 2026", "the title says the number"
    assert "has not been published yet" in text_of_page(tree.css_first("main"))
    assert (tree.css_first(".beside"), tree.css_first(".letter"), tree.css_first(".contents")) == (None, None, None)


def test_a_cover_of_type_has_the_whole_name_and_neither_ink_nor_composition_of_the_one_before() -> None:
    covers = [
        type_cover_of(PublishedIssue(number=str(number), number_sort=number, dated_on=date(2026, 3, 1)), NAME, ["Salt"])
        for number in range(30)
    ]
    assert {" ".join(cover.name_lines) for cover in covers} == {NAME}
    assert covers[0].name_lines == ("The Quarterly Review", "of Everything Else")
    assert all(a.inks != b.inks and a.composition != b.composition for a, b in pairwise(covers))


@pytest.mark.parametrize(("title", "words"), [("Issue 14", "Salt"), ("Nr. 14", "Salt"), ("14 ways to leave", None)])
def test_a_title_that_only_says_the_number_leaves_the_cover_to_what_the_issue_leads_with(
    title: str, words: str | None
) -> None:
    issue = PublishedIssue(number="14", number_sort=14, title=title, dated_on=date(2026, 3, 1))
    assert type_cover_of(issue, NAME, ["Salt"]).words == (words or title)


def test_an_issue_has_the_same_cover_of_type_wherever_it_stands(client: Client, magazine: SmallMagazine) -> None:
    magazine.issue("12", [magazine.article("A quiet winter")])
    row = PublishedIssue.objects.get()
    row.entries[0]["cover_line"] = ""
    row.save()
    others = [magazine.article(f"Story {number}") for number in range(16)]
    covers = [tree_of(client.get(path)).css_first(".type-cover") for path in ("/", "/issues/", others[-1].address)]
    assert {text_of_page(cover) for cover in covers} == {"The Small Hours November 2026 12 A quiet winter"}


def test_an_article_in_another_language_is_marked_so_in_the_contents(client: Client, magazine: SmallMagazine) -> None:
    magazine.issue("12", [magazine.article("سوق", language="ar")])
    title = tree_of(client.get("/issues/issue-12/")).css_first(".entry__title a")
    assert title is not None
    assert (title.attributes["lang"], title.css_first("bdi") is not None) == ("ar", True)
