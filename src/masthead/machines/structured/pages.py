"""Issues, lists and people as schema.org graphs."""

from __future__ import annotations

from collections.abc import Iterable

from masthead.machines.context import CreditedParty, Crumb, IssueFacts
from masthead.machines.queries import absolute
from masthead.machines.structured.nodes import Node, breadcrumbs, filled, party, periodical, picture, reference
from masthead.magazine.models import Magazine


def issue_graph(facts: IssueFacts, magazine: Magazine, crumbs: Iterable[Crumb]) -> tuple[Node, ...]:
    """An issue as a part of the periodical, with its articles in running order."""
    url = absolute(facts.path)
    trail = breadcrumbs(facts.path, crumbs)
    issue = filled(
        {
            "@type": "PublicationIssue",
            "@id": url + "#issue",
            "url": url,
            "name": facts.title,
            "issueNumber": facts.number,
            "datePublished": facts.dated_on.isoformat(),
            "isPartOf": {"@id": absolute("/#periodical")},
            "publisher": {"@id": absolute("/#publisher")},
            "image": picture(facts.cover) if facts.cover else None,
            "hasPart": [
                {"@type": "Article", "@id": f"{absolute(path)}#article", "headline": title, "url": absolute(path)}
                for title, path in facts.article_paths
            ],
        }
    )
    return issue, periodical(magazine), trail


def list_graph(path: str, title: str, crumbs: Iterable[Crumb], entries: Iterable[tuple[str, str]]) -> tuple[Node, ...]:
    """A list of articles, each as (title, path), as they stand on the page."""
    url = absolute(path)
    trail = breadcrumbs(path, crumbs)
    page = {
        "@type": "CollectionPage",
        "@id": url + "#page",
        "url": url,
        "name": title,
        "isPartOf": {"@id": absolute("/#website")},
        "breadcrumb": reference(trail),
        "mainEntity": {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "url": absolute(address)}
                for position, (name, address) in enumerate(entries, start=1)
            ],
        },
    }
    return page, trail


def page_graph(path: str, title: str, crumbs: Iterable[Crumb]) -> tuple[Node, ...]:
    """A page that is neither article, issue, list nor person."""
    url = absolute(path)
    trail = breadcrumbs(path, crumbs)
    page = {
        "@type": "WebPage",
        "@id": url + "#page",
        "url": url,
        "name": title,
        "isPartOf": {"@id": absolute("/#website")},
        "publisher": {"@id": absolute("/#publisher")},
        "breadcrumb": reference(trail),
    }
    return page, trail


def profile_graph(credited: CreditedParty, *, role_title: str, website: str, portrait: Node | None) -> tuple[Node, ...]:
    """A contributor's page."""
    url = absolute(credited.path)
    person = filled({**party(credited), "jobTitle": role_title, "sameAs": website, "image": portrait})
    page = {
        "@type": "ProfilePage",
        "@id": url + "#page",
        "url": url,
        "name": credited.name,
        "mainEntity": reference(person),
        "isPartOf": {"@id": absolute("/#website")},
    }
    return page, person
