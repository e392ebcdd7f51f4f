"""What front matter means: the habits of Jekyll, Hugo and older systems."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from masthead.importers.markdown.front_matter import split
from masthead.importers.markdown.head import Head, HeadReader
from masthead.importers.markdown.spelling import issue_label, issue_number, licence_code
from masthead.importers.markdown.values import moment_of_value, names_of_value
from masthead.importers.records import Outcome
from masthead.importers.troubles import ItemRefused
from tests.importers.sources import NOW


def head_of(front: str, path: str = "posts/a-quiet-winter.md", **options: object) -> Head:
    return HeadReader(UTC, NOW, **options).read(split(f"---\n{front}\n---\n", path), path)  # type: ignore[arg-type]


def outcome_of(head: Head, key: str) -> tuple[Outcome, str]:
    [note] = [note for note in head.notes if note.key == key]
    return note.outcome, note.target


def test_the_free_software_magazine_s_keys_are_all_understood() -> None:
    head = head_of(
        "nid: '1748'\ntitle: 'Creating a site&#x2014;Part 1'\nauthors: 'Alan Berg'\npublished: '2007-01-17 6:30:00'\n"
        "tags: 'astronomy,celestia'\nissue: issue_15\nlicense: cc-by\nsection: end_users\nlisted: 'true'",
        "articles/astronomy_software/index.md",
    )
    assert head.title == "Creating a site—Part 1"
    assert [(credit.name, credit.role) for credit in head.credits] == [("Alan Berg", "words")]
    assert head.published_at == datetime(2007, 1, 17, 6, 30, tzinfo=UTC)
    assert (head.tags, head.issue, head.licence, head.section) == (
        ["astronomy", "celestia"],
        "issue_15",
        "cc-by",
        "End users",
    )
    assert (head.key, head.slug) == ("articles/astronomy_software", "astronomy-software")
    assert head.addresses == ["/articles/astronomy_software", "/node/1748"]
    assert head.is_public
    assert {note.outcome for note in head.notes} == {Outcome.IMPORTED, Outcome.TRANSFORMED}


def test_jekyll_takes_date_name_and_address_from_the_file_s_name() -> None:
    head = head_of("title: Snow\ncategories: travel norway\ntags: ice cold", "_posts/2010-01-02-snow-at-last.md")
    assert head.published_at == datetime(2010, 1, 2, tzinfo=UTC)
    assert (head.slug, head.section, head.tags) == ("snow-at-last", "Travel", ["norway", "ice", "cold"])
    assert head.addresses == ["/2010/01/02/snow-at-last.html", "/2010/01/02/snow-at-last"]


def test_a_date_in_the_front_matter_outdoes_the_one_in_the_name() -> None:
    assert head_of("date: 2010-01-01 08:00", "_posts/2010-01-02-snow.md").published_at == datetime(
        2010, 1, 1, 8, tzinfo=UTC
    )


def test_hugo_s_aliases_and_url_are_old_addresses() -> None:
    head = head_of("title: Snow\nurl: /winter/snow/\naliases: [/old/snow, 'https://old.example/a?p=3', '/:year/x']")
    assert head.addresses == ["/posts/a-quiet-winter", "/winter/snow/", "/old/snow", "/a?p=3"]


def test_further_old_addresses_come_from_patterns() -> None:
    head = head_of(
        "title: Snow\ndate: 2010-01-02\nissue: issue_02",
        patterns=("/{year}/{month}/{name}.html", "/free_issues/{issue}/{name}", "/{missing}/{name}"),
    )
    assert head.addresses[1:] == ["/2010/01/a-quiet-winter.html", "/free_issues/issue_02/a-quiet-winter"]


@pytest.mark.parametrize(
    ("front", "path", "reason"),
    [
        ("title: x\ndate: 2010-01-02\ndraft: true", "a.md", "it is marked as a draft"),
        ("title: x\ndate: 2010-01-02\ndraft: 'yes'", "a.md", "it is marked as a draft"),
        ("title: x\ndate: 2010-01-02\ndraft: perhaps", "a.md", "it is marked as a draft"),
        ("title: x\ndate: 2010-01-02\npublished: false", "a.md", "published: false"),
        ("title: x\ndate: 2010-01-02\nlisted: 'false'", "a.md", "it is not listed"),
        ("title: x\ndate: 2010-01-02\nstatus: private", "a.md", "its status is “private”"),
        ("title: x\ndate: 2010-01-02\nstatus: in review", "a.md", "its status is “in review”"),
        ("title: x\ndate: 2010-01-02\npost_status: pitch", "a.md", "its status is “pitch”"),
        ("title: x\ndate: 2010-01-02\nvisibility: private", "a.md", "its status is “private”"),
        ("title: x\ndate: 2010-01-02\npublish: false", "a.md", "published: false"),
        ("title: x\ndate: 2010-01-02\nprivate: true", "a.md", "it is marked as not public"),
        ("title: x\ndate: 2010-01-02\nisDraft: maybe", "a.md", "it is marked as not public"),
        ("title: x\ndate: 2010-01-02\npassword: sesame", "a.md", "it is behind a password"),
        ("title: x\ndate: 2010-01-02\nembargo: true", "a.md", "it is under embargo"),
        ("title: x\ndate: 2010-01-02\nembargo_until: 2036-01-02", "a.md", "its date lies ahead"),
        ("title: x\ndate: 2010-01-02\n_build:\n  render: never", "a.md", "it is not listed"),
        ("title: x\ndate: 2010-01-02\nexpiryDate: 2011-01-01", "a.md", "it has expired"),
        ("title: x\ndate: 2010-01-02", "_drafts/a.md", "it lies among the drafts"),
        ("title: x\ndate: 2036-01-02", "a.md", "its date lies ahead"),
        ("title: x\ndate: 2010-01-02\npublishDate: 2036-01-02", "a.md", "its date lies ahead"),
        ("title: x", "a.md", "it has no date"),
    ],
)
def test_what_was_not_public_stays_a_draft(front: str, path: str, reason: str) -> None:
    head = head_of(front, path)
    assert not head.is_public
    assert head.draft_reasons == [reason]


@pytest.mark.parametrize(
    "front",
    [
        *("status: Published", "status: publish", "status: archived", "status: 1", "status:", "visibility: public"),
        *(
            "private: false",
            "hidden:",
            "password: ''",
            "embargo: false",
            "embargo: 2009-01-01",
            "build:\n  list: always",
        ),
    ],
)
def test_what_says_that_it_is_public_is_public(front: str) -> None:
    assert head_of(f"title: x\ndate: 2010-01-02\n{front}", "a.md").is_public


def test_a_path_that_is_too_long_is_refused() -> None:
    with pytest.raises(ItemRefused, match="the longest has 450"):
        head_of("title: x", f"{'a/' * 230}b.md")


def test_a_name_that_is_too_long_is_cut() -> None:
    assert len(head_of(f"author: {'y' * 900}").credits[0].name) == 200


def test_what_we_have_no_counterpart_for_is_kept_raw() -> None:
    assert outcome_of(head_of("title: x\nlayout: post"), "layout") == (Outcome.KEPT_RAW, "")


@pytest.mark.parametrize(
    ("front", "where", "says"),
    [
        (f"slug: x\ntitle: {'y' * 50_000}", "a.md:3", "50,000 characters; the longest a headline may have is 255"),
        ("title: x\ndate: yesterday", "a.md:3", "“yesterday” is no date"),
        ("title: x\ndate: 0001-01-01T00:00:00+14:00", "a.md:3", "is no date"),
        ("title: x\ndate: '9999-12-31 23:59 -1200'", "a.md:3", "is no date"),
        ("lang: klingon-of-the-north", "a.md:2", "is no language tag"),
        (f"short_title: {'y' * 121}", "a.md:2", "the longest has 120"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_file_and_line(front: str, where: str, says: str) -> None:
    with pytest.raises(ItemRefused, match=says) as caught:
        head_of(front, "a.md")
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Ada Verne", ["Ada Verne"]),
        ("Ada Verne and Bo Lund", ["Ada Verne", "Bo Lund"]),
        ("Ada Verne, Bo Lund & Cy Ray", ["Ada Verne", "Bo Lund", "Cy Ray"]),
        ("Ada Verne, Jr.", ["Ada Verne Jr"]),
        ("Sandy Anders", ["Sandy Anders"]),
        (["Ada Verne", {"name": "Bo Lund"}], ["Ada Verne", "Bo Lund"]),
        ({"first": {"name": "Ada Verne"}}, ["Ada Verne"]),
        (None, []),
    ],
)
def test_names_are_read_however_they_are_joined(said: object, names: list[str]) -> None:
    assert names_of_value(said) == names


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("cc-by-sa", "cc-by-sa"),
        ("CC BY-SA 4.0", "cc-by-sa"),
        ("Creative Commons Attribution-ShareAlike", "cc-by-sa"),
        ("http://creativecommons.org/licenses/by-nc/2.5/", "cc-by-nc"),
        ("GFDL", "gfdl"),
        ("GNU Free Documentation License", "gfdl"),
        ("All rights reserved", "all-rights-reserved"),
        ("Beerware", "other"),
        ("", ""),
    ],
)
def test_licences_are_known_in_many_spellings(said: str, code: str) -> None:
    assert licence_code(said) == code


@pytest.mark.parametrize(
    ("said", "number", "label"),
    [("issue_15", 15, "Issue 15"), ("00", 0, "Issue 0"), ("No. 7", 7, "Issue 7"), ("spring-2010", None, "Spring 2010")],
)
def test_issues_are_known_by_their_number(said: str, number: int | None, label: str) -> None:
    assert (issue_number(said), issue_label(said)) == (number, label)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2007-01-17 6:30:00", datetime(2007, 1, 17, 6, 30, tzinfo=UTC)),
        ("2007-01-17T06:30:00+02:00", datetime(2007, 1, 17, 4, 30, tzinfo=UTC)),
        ("2007/1/7", datetime(2007, 1, 7, tzinfo=UTC)),
        ("January 5, 2010", datetime(2010, 1, 5, tzinfo=UTC)),
        ("Tue, 05 Jan 2010 10:00:00 +0000", datetime(2010, 1, 5, 10, tzinfo=UTC)),
    ],
)
def test_moments_are_read_in_the_usual_spellings(said: str, moment: datetime) -> None:
    found = moment_of_value(said, UTC)
    assert found is not None
    assert found.astimezone(UTC) == moment


@pytest.mark.parametrize("said", ["2007-02-30", "soon", "", "12"])
def test_what_is_no_moment_gives_none(said: str) -> None:
    assert moment_of_value(said, UTC) is None


def test_one_key_for_each_article(tmp_path: Path) -> None:
    assert head_of("title: x", "posts/a/index.md").key == head_of("title: x", "posts/a.md").key == "posts/a"
