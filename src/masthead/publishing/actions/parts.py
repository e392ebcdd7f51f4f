"""Writing what hangs on pages (credits, tags, entries), for many pages at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from modelcluster.models import ClusterableModel, get_all_child_relations, get_serializable_data_for_fields

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage


def write_parts(pages: Sequence["MagazinePage"]) -> None:
    """Let rows that stand in the database as the pages have them be, and write new ones; one read and one write for each kind.

    A kind of which a page has rows changed or removed stays in memory, and is written by the page's own save.
    """
    alike: dict[type[MagazinePage], list[MagazinePage]] = defaultdict(list)
    for page in pages:
        alike[type(page)].append(page)
    for model, group in alike.items():
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            _write(relation, name, [page for page in group if name in _in_memory(page)])


def _write(relation: Any, name: str, pages: Sequence["MagazinePage"]) -> None:
    model, parent = relation.related_model, relation.field
    stored: dict[Any, dict[Any, Model]] = defaultdict(dict)
    for row in model._default_manager.filter(**{f"{parent.name}__in": [page.pk for page in pages]}):
        stored[getattr(row, parent.attname)][row.pk] = row
    arriving: list[Model] = []
    for page in pages:
        rows = _in_memory(page)[name]
        new = [row for row in rows if row.pk is None]
        kept = [row for row in rows if row.pk is not None]
        if _are_stored(kept, stored[page.pk]) and not (new and issubclass(model, ClusterableModel)):
            arriving += new
            del _in_memory(page)[name]
    model._default_manager.bulk_create(arriving)


def _are_stored(rows: Sequence[Model], stored: dict[Any, Model]) -> bool:
    return len(rows) == len(stored) and all(
        row.pk in stored and get_serializable_data_for_fields(row) == get_serializable_data_for_fields(stored[row.pk])
        for row in rows
    )


def _in_memory(page: "MagazinePage") -> dict[str, list[Model]]:
    """The rows that hang on a page as they are in memory and wait for its save; modelcluster keeps them here."""
    rows: dict[str, list[Model]] = page.__dict__.get("_cluster_related_objects", {})
    return rows
