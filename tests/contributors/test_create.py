"""Making a contributor from a name."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from masthead.audit.models import AuditEntry
from masthead.contributors import queries
from masthead.contributors.actions import NameNotUsable, SimilarNames, create_contributor
from masthead.contributors.models import Contributor
from masthead.errors import ActionForbidden
from masthead.staff.roles import Role
from tests.cast import a_contributor, a_user

pytestmark = pytest.mark.django_db


def test_a_name_is_enough_and_who_made_it_is_noted() -> None:
    wanda = a_user("Wanda", role=Role.WRITER)

    person = create_contributor(name="  Zoë   Quist ", acting_user=wanda)

    assert (person.name, person.slug, person.sort_name) == ("Zoë Quist", "zoe-quist", "Quist, Zoë")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.verb, entry.target_label, entry.user_label) == ("create", "Zoë Quist", "Wanda")


def test_whoever_may_not_add_contributors_adds_none() -> None:
    wanda = a_user("Wanda", role=Role.WRITER)
    wanda.groups.clear()

    with pytest.raises(ActionForbidden):
        create_contributor(name="Zoë Quist", acting_user=wanda)
    assert not Contributor.objects.exists()


@pytest.mark.parametrize("typed", ["ines corbeau", "Inès Corbeau", "Inez Corbeau", "Ines Corbaeu"])
def test_nearly_the_same_name_is_asked_about_first(typed: str) -> None:
    ines = a_contributor("Ines Corbeau")

    with pytest.raises(SimilarNames, match="Is that who you mean") as asked:
        create_contributor(name=typed, acting_user=None)
    assert asked.value.similar == (ines,)

    namesake = create_contributor(name=typed, acting_user=None, is_known_to_be_new=True)
    assert namesake.slug != ines.slug


def test_a_different_name_is_not_asked_about() -> None:
    a_contributor("Ines Corbeau")

    assert create_contributor(name="Ingrid Corvo", acting_user=None).pk


@pytest.mark.parametrize("typed", ["", "   ", "42", "x" * 201])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(NameNotUsable):
        create_contributor(name=typed, acting_user=None)


def test_suggestions_find_any_word_without_its_accents_and_are_few(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    zoe = Contributor.objects.create(name="Zoë Quist", slug="zoe-quist")
    for number in range(30):
        Contributor.objects.create(name=f"Anna Quist{number}", slug=f"anna-quist{number}")

    with django_assert_num_queries(1):
        found = list(queries.suggestions("zoe"))

    assert found == [zoe]
    assert len(queries.suggestions("quist")) == queries.MOST_SUGGESTED
    assert list(queries.suggestions("uist")) == []
