"""What is live is public: a page is the same for everybody, and the desk promises nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from masthead.staff.models import User
from tests.cast import a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_the_desk_offers_no_privacy_that_readers_pages_would_not_keep(client: Client, kind: str) -> None:
    article = a_small_magazine().article()
    client.force_login(User.objects.create_superuser("petra", "petra@example.org", "correct horse battery"))
    client.post(f"/desk/pages/{article.pk}/privacy/", {"restriction_type": kind, "password": "secret"})
    assert not PageViewRestriction.objects.exists()
