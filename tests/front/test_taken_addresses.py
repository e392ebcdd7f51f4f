"""A page does not stand where the site itself answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from masthead.articles.models import Section
from masthead.errors import PublishingRefused
from masthead.front.checks import TAKEN
from masthead.front.models import PlainPage
from masthead.publishing import actions as publishing
from masthead.publishing.pages import MagazinePage
from tests.cast import a_small_magazine


def first_parts(patterns: list[Any]) -> Iterator[str]:
    """The fixed first parts of all addresses."""
    for pattern in patterns:
        begin = str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver) and not begin:
            yield from first_parts(pattern.url_patterns)
        elif isinstance(pattern, URLPattern | URLResolver) and (word := re.match(r"[a-z]+(?=/|$)", begin)):
            yield word[0]


def test_every_address_of_the_site_is_known_to_be_taken() -> None:
    assert set(first_parts(get_resolver().url_patterns)) <= TAKEN


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Section, PlainPage])
def test_a_page_is_not_published_where_nobody_would_see_it(kind: type[MagazinePage]) -> None:
    magazine = a_small_magazine()
    page = kind(title="Search", slug="search")
    Page.objects.get(pk=magazine.tree.front.pk).add_child(instance=page)

    with pytest.raises(PublishingRefused, match="/search/"):
        publishing.publish(page, acting_user=None)


@pytest.mark.django_db
def test_further_down_the_same_word_is_free() -> None:
    magazine = a_small_magazine()
    page = Section(title="Search", slug="search")
    Page.objects.get(pk=magazine.culture.pk).add_child(instance=page)

    assert publishing.publish(page, acting_user=None).is_live


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["articles", "issues"])
def test_the_lists_that_everything_stands_under_keep_their_address(name: str, client: Client) -> None:
    magazine = a_small_magazine()
    article = magazine.article()
    index = Page.objects.get(slug=name).specific
    index.slug = "elsewhere"
    index.save_revision()

    with pytest.raises(PublishingRefused, match=f"/{name}/"):
        publishing.publish(index, acting_user=None)

    assert client.get(article.address).status_code == 200
