"""What is live is public: a page is the same for everybody, and the desk promises nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from masthead.publishing.door import NothingIsPrivate
from masthead.staff.models import User
from tests.cast import a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_the_desk_offers_no_privacy_that_readers_pages_would_not_keep(client: Client, kind: str) -> None:
    article = a_small_magazine().article()
    client.force_login(User.objects.create_superuser("petra", "petra@example.org", "correct horse battery"))
    client.post(f"/desk/pages/{article.pk}/privacy/", {"restriction_type": kind, "password": "secret"})
    assert not PageViewRestriction.objects.exists()


def test_nor_for_the_files_of_a_collection(client: Client) -> None:
    papers = Collection.get_first_root_node().add_child(name="Papers")
    client.force_login(User.objects.create_superuser("petra", "petra@example.org", "correct horse battery"))

    answer = client.post(f"/desk/collections/{papers.pk}/privacy/", {"restriction_type": "login"})

    assert answer.status_code == 302
    assert not CollectionViewRestriction.objects.exists()
    assert "rivacy" not in client.get(f"/desk/collections/{papers.pk}/").content.decode().split("<main", 1)[-1]


@pytest.mark.parametrize("kind", [PageViewRestriction, CollectionViewRestriction])
def test_nor_by_any_other_way(kind: type[PageViewRestriction | CollectionViewRestriction]) -> None:
    place = {"page": Page.get_first_root_node()} if kind is PageViewRestriction else {"collection_id": 1}
    with pytest.raises(NothingIsPrivate):
        kind.objects.create(restriction_type="login", **place)
