"""The structured data of every kind of page: whole, and with values of the types that schema.org says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.acceptance.conftest import said_as_json
from tests.acceptance.kinds import KINDS, Found

pytestmark = pytest.mark.acceptance

MOMENTS = {"datePublished", "dateModified", "uploadDate"}
ADDRESSES = {
    "url", "contentUrl", "item", "license", "acquireLicensePage", "mainEntityOfPage", "sameAs", "thumbnailUrl", "urlTemplate",
    "publishingPrinciples", "ethicsPolicy", "correctionsPolicy", "masthead", "ownershipFundingInfo", "verificationFactCheckingPolicy",
    "unnamedSourcesPolicy", "actionableFeedbackPolicy", "diversityPolicy", "missionCoveragePrioritiesPolicy",
}  # fmt: skip
NUMBERS = {"position", "wordCount", "width", "height"}
DAYS_ARE_ENOUGH = {"PublicationIssue", "CorrectionComment"}
WANTED = {
    "article": {"headline", "datePublished", "dateModified", "author", "publisher", "image", "mainEntityOfPage"},
    "issue": {"issueNumber", "datePublished", "isPartOf", "hasPart"},
    "contributor": {"mainEntity"},
    "section": {"mainEntity", "breadcrumb"},
}


def graph_of(found: Found) -> list[dict[str, Any]]:
    """The nodes of a page."""
    script = LexborHTMLParser(found.html).css_first('script[type="application/ld+json"]')
    assert script is not None, found.url
    document = json.loads(script.text())
    assert document["@context"] == "https://schema.org"
    return list(document["@graph"])


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    """A node and all nodes within it."""
    if isinstance(value, list):
        for each in value:
            yield from parts_of(each)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            yield from parts_of(each)


def troubles_of(node: dict[str, Any], ids: set[str]) -> Iterator[str]:
    """What is wrong with one node."""
    if set(node) == {"@id"}:
        if node["@id"] not in ids:
            yield f"{node['@id']} is nowhere in the graph"
        return
    kinds = {node["@type"]} if isinstance(node["@type"], str) else set(node["@type"])
    for name, value in node.items():
        values = value if isinstance(value, list) else [value]
        if value in ("", [], {}, None):
            yield f"{name} says nothing"
        if name in MOMENTS and not all(
            _is_a_moment(each, may_be_a_day=bool(kinds & DAYS_ARE_ENOUGH)) for each in values
        ):
            yield f"{name} is no moment with its zone: {value}"
        if name in ADDRESSES and not all(_is_an_address(each) for each in values if isinstance(each, str)):
            yield f"{name} is no absolute address: {value}"
        if name in NUMBERS and not all(type(each) is int and each > 0 for each in values):
            yield f"{name} is no number: {value}"


def _is_a_moment(value: object, *, may_be_a_day: bool) -> bool:
    try:
        if may_be_a_day and re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
            date.fromisoformat(str(value))
            return True
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False


def _is_an_address(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in value


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.status == 200], ids=str)
def test_every_value_is_of_its_type(kind: Any, pages: dict[str, Found]) -> None:
    graph = graph_of(pages[kind.name])
    ids = {node["@id"] for node in graph}
    assert len(ids) == len(graph)
    assert [trouble for node in parts_of(graph) for trouble in troubles_of(node, ids)] == []


@pytest.mark.parametrize("name", WANTED)
def test_the_main_node_says_what_is_asked_of_it(name: str, pages: dict[str, Found]) -> None:
    missing = [WANTED[name] - set(node) for node in graph_of(pages[name])]
    assert set() in missing, min(missing, key=len)


def test_what_somebody_paid_for_is_nowhere_called_news(pages: dict[str, Found]) -> None:
    named = json.dumps([node["@type"] for node in graph_of(pages["sponsored article"])])
    assert "AdvertiserContentArticle" in named
    assert "NewsArticle" not in named.replace("AdvertiserContentArticle", "")


def in_single_nodes(found: Found) -> str:
    """The page with each node in a script of its own and what it points to within it: the tool below knows no ``@graph``."""
    graph = {node["@id"]: node for node in graph_of(found)}

    def with_targets(value: Any, depth: int) -> Any:
        if isinstance(value, list):
            return [with_targets(each, depth) for each in value]
        if isinstance(value, dict):
            target = graph.get(value.get("@id", "")) if set(value) == {"@id"} and depth else None
            return {name: with_targets(each, depth - 1) for name, each in (target or value).items()}
        return value

    scripts = (
        json.dumps({"@context": "https://schema.org", **with_targets(node, 3)}).replace("<", "\\u003C")
        for node in graph.values()
    )
    return "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)


@pytest.mark.parametrize("name", ["article", "issue", "section", "contributor"])
def test_another_reader_finds_no_fault(name: str, pages: dict[str, Found], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!doctype html><title>x</title>{in_single_nodes(pages[name])}", encoding="utf-8")
    said = said_as_json(["node", str(Path(__file__).with_name("structured.js")), str(page), "Google"])
    assert said["passed"]
    assert said["failed"] == []


def test_a_day_without_a_time_is_found_out() -> None:
    wrong = {"@type": "Article", "datePublished": "2 Jan", "url": "/articles/x/", "wordCount": "12"}
    assert len(list(troubles_of(wrong, set()))) == 3
