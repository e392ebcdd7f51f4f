"""What the bulk route needs of calls that Django, treebeard and Wagtail do not promise. An upgrade that breaks one fails here."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from taggit.models import Tag
from wagtail.models import Page, ReferenceIndex, Revision

from masthead.articles.models import Article
from masthead.importers.writer.numbers import reserve_ids
from tests.cast import a_picture, a_small_magazine

pytestmark = pytest.mark.django_db(transaction=True)


def test_treebeard_counts_steps_and_writes_paths_as_it_does_for_a_new_child() -> None:
    magazine = a_small_magazine()
    for number in range(40):
        magazine.draft(f"Number {number}")
    parent = Page.objects.get(pk=magazine.tree.articles.pk)
    paths = list(parent.get_children().values_list("path", flat=True))
    assert paths == [Page._get_path(parent.path, parent.depth + 1, step) for step in range(1, 41)]
    assert [Page._str2int(path[-Page.steplen :]) for path in paths] == list(range(1, 41))


def test_django_inserts_only_a_child_s_own_columns() -> None:
    a_small_magazine()
    bare = Page.objects.create(
        title="Bare", slug="bare", path="00010009", depth=2, content_type=ContentType.objects.get_for_model(Article)
    )
    article = Article(page_ptr_id=bare.pk, id=bare.pk, kicker="Inserted")
    Article._base_manager.all()._insert([article], fields=Article._meta.local_concrete_fields, using="default")
    assert Article.objects.get(pk=bare.pk).kicker == "Inserted"
    assert Page.objects.get(pk=bare.pk).title == "Bare"


def test_wagtail_finds_in_an_object_the_references_that_its_index_holds() -> None:
    magazine = a_small_magazine()
    article = magazine.article(hero_picture=a_picture())
    found = set(ReferenceIndex._extract_references_from_object(article))
    held = ReferenceIndex.objects.filter(
        object_id=str(article.pk), base_content_type=ContentType.objects.get_for_model(Page)
    )
    assert found == set(held.values_list("to_content_type_id", "to_object_id", "model_path", "content_path"))
    assert all(row.content_path_hash == ReferenceIndex._get_content_path_hash(row.content_path) for row in held)


@pytest.mark.parametrize("model", [Page, Revision, Tag])
def test_reserved_numbers_are_given_to_nothing_else(model: type[Model]) -> None:
    a_small_magazine()
    with transaction.atomic():
        first = reserve_ids(model, 5)
        assert reserve_ids(model, 0) == []
        second = reserve_ids(model, 2)
    assert len(set(first + second)) == 7
    assert first == sorted(first)
    last = model._base_manager.order_by("pk").last()
    assert min(first) > (last.pk if last else 0)
    if model is Tag:
        assert Tag._base_manager.create(name="next").pk > max(second)


def test_reserving_on_sqlite_relies_on_autoincrement() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL draws from the sequence")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [Page._meta.db_table])
        assert "AUTOINCREMENT" in cursor.fetchone()[0]
