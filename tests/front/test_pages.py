"""Every kind of page answers and says what it should."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import a_small_magazine

pytestmark = pytest.mark.django_db


def test_the_front_page_shows_the_newest_article(client: Client) -> None:
    magazine = a_small_magazine()
    article = magazine.article("A quiet winter")
    page = client.get("/")
    assert page.status_code == 200
    assert f'href="{article.address}"' in page.content.decode()
