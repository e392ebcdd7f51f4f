"""A real magazine: 98 articles of Free Software Magazine, counted and compared by other means than the importer's."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client

from masthead.articles.models import Article
from masthead.contributors.models import Contributor
from masthead.importers import actions
from masthead.importers.models import ImportRun, LedgerRow
from masthead.issues.models import Issue
from masthead.pictures.models import Picture
from masthead.publishing.models import Exemption
from tests.cast import a_small_magazine
from tests.importers import words
from tests.importers.sources import FREE_SOFTWARE_MAGAZINE, imported, prepared, readings_of
from tests.importers.test_undo import magazine_as_it_is

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not FREE_SOFTWARE_MAGAZINE.exists(), reason="the shared Free Software Magazine is not here"),
]


# One article forgets a backquote, so that what it meant to show is a link; the words of the link are there, its address is not.
A_REAL_LINK = '<a href="http://www.freesoftwaremagazine.com/about.htm">'


def texts() -> dict[str, str]:
    """The raw text of each article by the name of its folder."""
    return {
        path.parent.name: path.read_text("utf-8") for path in sorted(FREE_SOFTWARE_MAGAZINE.glob("articles/*/index.md"))
    }


def heads() -> list[dict[str, str]]:
    """The front matter, line by line, without a YAML parser."""
    found = []
    for text in texts().values():
        head = re.match(r"---\n(.*?)\n---\n", text.replace("\r\n", "\n"), re.DOTALL)
        assert head is not None
        found.append(
            {line.split(":")[0]: line.split(":", 1)[1].strip(" '") for line in head[1].splitlines() if ":" in line}
        )
    return found


def occurrences(pattern: str) -> int:
    return sum(len(re.findall(pattern, text, re.MULTILINE)) for text in texts().values())


def in_ledger(run: ImportRun, kind: str, **narrowed: str) -> int:
    return LedgerRow.objects.filter(run=run, kind=kind, **narrowed).count()


def test_an_independent_count_agrees_with_the_ledger_and_the_magazine() -> None:
    a_small_magazine()
    run = imported(FREE_SOFTWARE_MAGAZINE)
    files = [path for path in FREE_SOFTWARE_MAGAZINE.rglob("*") if path.is_file()]
    fronts = heads()
    assert in_ledger(run, "file") == len(files) == 380
    assert in_ledger(run, "article") == Article.objects.filter(live=True).count() == len(fronts) == 98
    assert in_ledger(run, "key") == sum(len(front) for front in fronts)
    for mark, opening in {
        "=ZOOM=": "ZOOM=",
        "=CODE_START=": "CODE_START=",
        "=TEXTBOX_START=": "TEXTBOX_START=",
        "=TABLE_CAPTION=": "TABLE_CAPTION=",
    }.items():
        assert in_ledger(run, "mark", key=mark) == occurrences(f"^={opening}"), mark
    for comment in ("<!--break-->", "<!--pagebreak-->"):
        assert in_ledger(run, "mark", key=comment) == occurrences(comment), comment
    assert in_ledger(run, "picture") == occurrences("^=IMAGE=") + occurrences("^main_image:") == 277
    assert in_ledger(run, "picture", outcome="imported") == 273
    assert in_ledger(run, "tag") == len({tag for front in fronts for tag in front.get("tags", "").split(",") if tag})
    people = {front["authors"] for front in fronts}
    assert {person.name for person in Contributor.objects.exclude(name="Ines Corbeau")} == people
    assert in_ledger(run, "contributor") == len(people) == 47
    assert in_ledger(run, "section") == len({front["section"] for front in fronts})
    assert in_ledger(run, "issue") == Issue.objects.count() == len({front["issue"] for front in fronts}) == 23
    placed = Counter(front["issue"] for front in fronts)
    assert {f"issue_{int(issue.number):02}": issue.contents.count() for issue in Issue.objects.all()} == placed
    licences = Counter(front["license"] for front in fronts)
    assert Counter(Article.objects.exclude(licence="").values_list("licence", flat=True)) == licences
    assert set(Picture.objects.values_list("licence", flat=True)) == set(licences)
    assert LedgerRow.objects.filter(run=run).count() == 3733
    without_pictures = sum("=IMAGE=" not in text for text in texts().values())
    assert Exemption.objects.values("page").distinct().count() == 98 - without_pictures
    assert_program_text_is_unchanged()
    assert_each_can_be_saved_at_the_desk()


def test_all_text_of_every_article_reappears_in_its_page_and_old_addresses_lead_there(client: Client) -> None:
    """Word for word, as often as it stood there."""
    a_small_magazine()
    imported(FREE_SOFTWARE_MAGAZINE)
    missing = {}
    for name, raw in texts().items():
        text = raw.replace(A_REAL_LINK, ">")
        answer = client.get(f"/articles/{name.replace('_', '-')}/")
        assert answer.status_code == 200, name
        lost = words.of_source(text) - words.of_page(answer.content.decode())
        if lost:
            missing[name] = dict(lost)
    assert missing == {}
    assert_old_addresses_answer_in_one_hop(client)


def assert_old_addresses_answer_in_one_hop(client: Client) -> None:
    for name, front in zip(texts(), heads(), strict=True):
        new = f"/articles/{name.replace('_', '-')}/"
        own = new.strip("/").split("/")[1] == name
        for old in (f"/articles/{name}", f"/node/{front['nid']}"):
            answer = client.get(old)
            assert (answer.status_code, answer["Location"]) == (301, new), old
        assert client.get(f"/articles/{name}/").status_code == (200 if own else 301)
        assert client.get(new).status_code == 200


def test_a_second_run_changes_nothing_and_undo_leaves_the_magazine_as_before() -> None:
    magazine = a_small_magazine()
    magazine.article("Ours")
    before = magazine_as_it_is()
    run = imported(FREE_SOFTWARE_MAGAZINE)
    after = magazine_as_it_is()
    again = prepared(FREE_SOFTWARE_MAGAZINE)
    assert not again.plan.has_work
    assert actions.carry_out(again, acting_user=None) is None
    assert magazine_as_it_is() == after
    assert not actions.undo(run, acting_user=None).kept
    assert magazine_as_it_is() == before


def test_the_folder_of_articles_alone_gives_the_same_old_addresses() -> None:
    records = [reading.record for reading in readings_of(FREE_SOFTWARE_MAGAZINE / "articles") if reading.record]
    assert {record.old_addresses[0] for record in records} == {f"/articles/{name}" for name in texts()}


def assert_program_text_is_unchanged() -> None:
    for name, text in texts().items():
        article = Article.objects.get(slug=name.replace("_", "-"))
        blocks = list(article.body) + [
            inner for block in article.body if block.block_type == "box" for inner in block.value["body"]
        ]
        kept = Counter(block.value["code"].strip("\n") for block in blocks if block.block_type == "code")
        written = re.findall(r"^=CODE_START=\n(.*?)^=CODE_END=", text.replace("\r\n", "\n"), re.DOTALL | re.MULTILINE)
        assert kept == Counter(code.strip("\n") for code in written if code.strip()), name


def assert_each_can_be_saved_at_the_desk() -> None:
    """The desk validates each block; a body it refuses could be read but never edited."""
    for article in Article.objects.order_by("pk"):
        article.full_clean()
        article.body.stream_block.clean(article.body)
