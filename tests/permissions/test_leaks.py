"""What one person's session tells of another's: where the table can only say that somebody is let in, or that nothing is there."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import UploadedFile

from masthead.pictures.models import MediaDocument, Picture
from tests.permissions.world import World

pytestmark = [
    pytest.mark.django_db,
    # Wagtail's form of several pictures, which Django 6 will read another way.
    pytest.mark.filterwarnings("ignore::django.utils.deprecation.RemovedInDjango60Warning"),
]


@pytest.mark.parametrize(
    ("space", "act", "model"),
    [
        ("wagtailimages", "create_multiple_from_uploaded_image", Picture),
        ("wagtailimages", "delete_upload_multiple", Picture),
        ("wagtaildocs", "create_multiple_from_uploaded_document", MediaDocument),
        ("wagtaildocs", "delete_upload_multiple", MediaDocument),
    ],
)
def test_what_another_has_begun_to_upload_is_neither_taken_nor_thrown_away(
    client: Client, space: str, act: str, model: type[Picture | MediaDocument]
) -> None:
    world = World()
    other = world.account("publisher")
    begun = UploadedFile(uploaded_by_user=other, file=ContentFile(b"words", name="paper.txt"))
    begun.for_content_type = None
    begun.save()
    client.force_login(world.account("editor"))

    answer = client.post(reverse(f"{space}:{act}", args=(begun.pk,)), headers={"x-requested-with": "XMLHttpRequest"})

    assert answer.status_code in (400, 403, 404)
    assert UploadedFile.objects.filter(pk=begun.pk).exists()
    assert not model._default_manager.exists()


def test_who_may_not_list_what_lies_below_a_page_is_led_away_and_told_nothing_of_it(client: Client) -> None:
    world = World()
    issue = world.about("issue", "")
    client.force_login(world.account("bound-writer"))

    answer = client.get(reverse("wagtailadmin_explore", args=(issue.pk,)))

    assert answer.status_code == 302
    assert answer["Location"] != reverse("wagtailadmin_explore", args=(issue.pk,))
    assert issue.title not in answer.content.decode()
