"""Who makes the magazine, and the pages on which it says how."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from masthead.contributors.models import Contributor
from masthead.errors import PublishingRefused
from masthead.front.models import PlainPage, PolicyKind
from masthead.front.queries.furniture import furniture
from masthead.publishing import actions as publishing
from masthead.staff.models import User
from tests.cast import SmallMagazine, a_small_magazine
from tests.desk.forms import paragraphs
from tests.front.reading import text_of_page, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def a_policy(title: str, *policies: str, under: Page) -> PlainPage:
    words = [("paragraph", "<p>We say what we do.</p>")]
    page = PlainPage(title=title, slug=title.lower(), live=False, body=words, policies=list(policies))
    Page.objects.get(pk=under.pk).add_child(instance=page)
    publishing.publish(page, acting_user=None)
    return PlainPage.objects.get(pk=page.pk)


def on_the_masthead(name: str, heading: str, order: int, title: str = "") -> Contributor:
    return Contributor.objects.create(
        name=name, slug=name.lower(), masthead_heading=heading, masthead_order=order, role_title=title
    )


def test_the_masthead_names_people_under_their_headings_in_the_order_that_editors_gave(
    client: Client, magazine: SmallMagazine
) -> None:
    on_the_masthead("Bea", "Art", 20, "Art director")
    on_the_masthead("Cy", "Editorial", 11)
    on_the_masthead("Ada", "Editorial", 10, "Editor")
    page = text_of_page(tree_of(client.get("/masthead/")).css_first("main"))
    assert "Editorial Ada Editor Cy Art Bea Art director" in page
    assert "Ines Corbeau" not in page
    assert client.get("/contributors/bea/").status_code == 200


def test_a_plain_page_at_its_address_is_the_words_above_the_list(client: Client, magazine: SmallMagazine) -> None:
    a_policy("Masthead", under=magazine.tree.front)
    on_the_masthead("Ada", "Editorial", 1)
    page = text_of_page(tree_of(client.get("/masthead/")).css_first("main"))
    assert page.index("We say what we do.") < page.index("Editorial Ada")
    assert "/masthead/" not in [link.path for link in furniture().plain_pages]


def test_policies_are_known_by_kind_wherever_their_pages_stand(client: Client, magazine: SmallMagazine) -> None:
    about = a_policy("About", "about", under=magazine.tree.front)
    a_policy("Ethics", "ethicsPolicy", "correctionsPolicy", under=about)
    a_policy("Imprint", under=magazine.tree.front)
    found = [(policy.kind, policy.path, policy.property) for policy in furniture().policies]
    assert found == [
        ("about", "/about/", ""),
        ("ethicsPolicy", "/about/ethics/", "ethicsPolicy"),
        ("correctionsPolicy", "/about/ethics/", "correctionsPolicy"),
    ]
    assert "Ethics Ethics, Corrections" in text_of_page(tree_of(client.get("/masthead/")).css_first("main"))
    beside = [link.attributes["href"] for link in tree_of(client.get("/about/ethics/")).css(".plain__others a")]
    assert beside == ["/masthead/", "/about/", "/about/ethics/"]


def test_a_policy_is_said_by_one_public_page_only(magazine: SmallMagazine) -> None:
    first = a_policy("Ethics", "ethicsPolicy", under=magazine.tree.front)
    with pytest.raises(PublishingRefused, match="what the page “Ethics” says already"):
        a_policy("Principles", "ethicsPolicy", under=magazine.tree.front)
    assert publishing.publish(first, acting_user=None).is_live


def test_policies_are_ticked_in_the_form_of_a_plain_page(client: Client, magazine: SmallMagazine) -> None:
    page = a_policy("Ethics", under=magazine.tree.front)
    client.force_login(User.objects.create_superuser("petra", "petra@example.org", "correct horse battery"))
    assert f'value="{PolicyKind.ETHICS}"' in client.get(f"/desk/pages/{page.pk}/edit/").content.decode()
    parts = {"comments": inline_formset([]), "body": paragraphs("We do.")}
    sent = nested_form_data({"title": "Ethics", "slug": "ethics", "action-publish": "1", **parts})
    client.post(f"/desk/pages/{page.pk}/edit/", {**sent, "policies": ["ethicsPolicy", "privacy"]})
    assert PlainPage.objects.get(pk=page.pk).policies == ["ethicsPolicy", "privacy"]
