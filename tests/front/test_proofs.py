"""A proof is read by its private link, by whoever has it and nobody else."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from masthead.articles.models import Article
from masthead.audit.models import AuditEntry
from masthead.body import making
from masthead.issues import actions
from masthead.issues.models import Issue, ProofLink
from masthead.publishing import actions as publishing
from tests.cast import SmallMagazine, a_small_magazine
from tests.issues.launches import an_issue_on_its_way, change, three_pieces

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def a_link(magazine: SmallMagazine) -> tuple[str, Issue, list[Article]]:
    """The path of a proof of three pieces, the second of which speaks of the first."""
    pieces = three_pieces(magazine)
    words = f'<p>As <a linktype="page" id="{pieces[0].pk}">we said</a>.</p>'
    change(pieces[1], body=making.stream([making.paragraph(words)]))
    issue = an_issue_on_its_way(magazine, pieces)
    proof = actions.make_proof(issue, acting_user=None)
    return actions.share_proof(proof, acting_user=None).path, issue, pieces


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_cover_contents_and_every_piece_are_read_though_none_is_public(magazine: SmallMagazine, client: Client) -> None:
    path, issue, pieces = a_link(magazine)

    contents = text(client, path)

    assert "A long winter!" in contents
    for place, piece in enumerate(pieces, start=1):
        assert f'href="{path}{place}/"' in contents
        page = text(client, f"{path}{place}/")
        assert f'<h1 class="headline" data-length="short">{piece.title}</h1>' in page
        assert "Ines Corbeau" in page
        assert client.get(piece.address).status_code == 404
    assert client.get(issue.address).status_code == 404
    assert client.get(f"{path}4/").status_code == 404


def test_one_goes_from_piece_to_piece(magazine: SmallMagazine, client: Client) -> None:
    path, _, _ = a_link(magazine)

    page = text(client, f"{path}2/")

    assert re.search(rf'rel="prev" href="{path}1/".*A long winter', page)
    assert re.search(rf'rel="next" href="{path}3/">A letter home', page)
    assert "Proof 1" in page
    assert f'<a href="{path}1/" rel="noopener">we said</a>' in page
    assert 'rel="prev"' not in text(client, f"{path}1/")


def test_the_whole_issue_stands_on_one_page_and_no_id_twice(magazine: SmallMagazine, client: Client) -> None:
    pieces = three_pieces(magazine)
    noted = making.paragraph("<p>Said<foot-note>By her.</foot-note> twice.</p>")
    for piece in pieces[:2]:
        change(piece, body=making.stream([making.crosshead("What they said", anchor="said"), noted]))
    proof = actions.make_proof(an_issue_on_its_way(magazine, pieces), acting_user=None)
    path = actions.share_proof(proof, acting_user=None).path
    client.get(path)

    page = text(client, f"{path}whole/")

    ids = re.findall(r' id="([^"]+)"', page)
    assert sum(each.endswith("-said") for each in ids) == 2
    assert sum("fn." in each for each in ids) == 2
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
    assert page.count("<h1") == 1
    places = [page.index(f">{piece.title}</h2>") for piece in pieces]
    assert places == sorted(places)


def test_nothing_of_it_is_kept_listed_or_told(magazine: SmallMagazine, client: Client) -> None:
    path, _, _ = a_link(magazine)

    for address in (path, f"{path}1/", f"{path}whole/", "/proof/unknown/", f"{path}9/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert not answer.cookies
        assert "ETag" not in answer
        page = answer.content.decode()
        assert '<meta name="robots" content="noindex">' in page
        assert 'rel="canonical"' not in page
        assert "og:title" not in page
        assert "ld+json" not in page


def test_the_proof_shows_what_was_frozen(magazine: SmallMagazine, client: Client) -> None:
    path, _, pieces = a_link(magazine)
    change(pieces[0], title="Changed since")
    publishing.delete(Article.objects.get(pk=pieces[2].pk), acting_user=None)

    assert "Changed since" not in text(client, path)
    assert "A long winter" in text(client, f"{path}1/")
    assert "A letter home" in text(client, f"{path}3/")
    assert "A letter home" in text(client, path)


def test_links_that_are_over_withdrawn_or_guessed_show_the_same_page(magazine: SmallMagazine, client: Client) -> None:
    path, _, _ = a_link(magazine)
    link = ProofLink.objects.get()
    other = actions.share_proof(link.proof, acting_user=None)
    actions.withdraw_link(other.link, acting_user=None)
    ProofLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())

    answers = [
        client.get(address) for address in (path, f"{path}1/", other.path, f"/proof/{link.pk}/", f"{path[:-2]}/")
    ]

    assert [answer.status_code for answer in answers] == [410, 410, 410, 404, 404]
    assert len({re.sub(r"/proof/[^\"]*", "", answer.content.decode()) for answer in answers}) == 1
    assert "This link leads nowhere any more" in answers[0].content.decode()


def test_when_it_was_last_opened_is_noted(magazine: SmallMagazine, client: Client) -> None:
    path, _, _ = a_link(magazine)
    assert ProofLink.objects.get().last_opened_at is None

    client.get(path)
    opened = ProofLink.objects.get().last_opened_at
    client.get(f"{path}1/")

    assert opened is not None
    assert ProofLink.objects.get().last_opened_at == opened


def test_a_link_that_was_forwarded_opens_one_proof_in_any_browser_and_the_trail_names_it(
    magazine: SmallMagazine,
) -> None:
    path, issue, _ = a_link(magazine)
    link = ProofLink.objects.get()

    for browser in (Client(), Client(headers={"referer": "https://mail.example/inbox", "user-agent": "another"})):
        answer = browser.get(path)
        assert answer.status_code == 200
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not browser.cookies
        assert browser.get(f"/desk/issues/{issue.pk}/board/").status_code == 302, "a link lets nobody into the desk"

    (entry,) = AuditEntry.objects.filter(verb="open-proof")
    assert entry.detail["link"] == link.pk
    assert path.split("/")[2] not in str(entry.detail)


def test_a_proof_of_many_pieces_asks_no_more_than_one_of_few(magazine: SmallMagazine, client: Client) -> None:
    few = three_pieces(magazine)
    many = [*few, *(magazine.draft(f"Piece {number}", hero_picture=few[0].hero_picture) for number in range(9))]
    counts: list[list[int]] = []
    for number, pieces in (("1", few), ("2", many)):
        proof = actions.make_proof(an_issue_on_its_way(magazine, pieces, number), acting_user=None)
        path = actions.share_proof(proof, acting_user=None).path
        client.get(path)
        counts.append([])
        for address in (path, f"{path}2/", f"{path}whole/"):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counts[-1].append(len(asked))

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 32


def test_only_reading_is_possible(magazine: SmallMagazine, client: Client) -> None:
    path, _, _ = a_link(magazine)

    assert client.post(path).status_code == 405
