"""Pages in memory from the JSON of their revisions, many at once.

Wagtail's ``Revision.as_object`` asks the database for everything a revision refers to, one by one, and fails on a picture that is gone.
Here what many contents refer to is looked up once for each kind of thing, and a picture that is gone is left for the checks to name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

if TYPE_CHECKING:
    from masthead.publishing.pages import MagazinePage

Content = Mapping[str, Any]
Known = Mapping[type[models.Model], set[Any]]


def thawed(contents: Sequence[tuple[type["MagazinePage"], Content]]) -> list["MagazinePage"]:
    """The pages of these types with these contents, in their order, without comments.

    What hangs on them and refers to something deleted is left out, as Wagtail leaves it out. The number of queries does not grow with
    the pages.
    """
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for model, content in contents:
        for field, value in _references(model, content):
            wanted[field.remote_field.model].add(value)
    known = {model: _present(model, values) for model, values in wanted.items()}
    return [model.from_serializable_data(_kept(model, content, known), check_fks=False) for model, content in contents]


def _present(model: type[models.Model], values: set[Any]) -> set[Any]:
    return set(model._default_manager.filter(pk__in=values).values_list("pk", flat=True))


def _references(model: type[models.Model], content: Content) -> Iterator[tuple[models.ForeignKey[Any, Any], Any]]:
    """What a content refers to: each foreign key of the page's own type and of what hangs on it, with its value."""
    for field in _own_keys(model):
        if content.get(field.name) is not None:
            yield field, content[field.name]
    for name, child in _children(model):
        for row in content.get(name, ()):
            yield from _references(child, row)


def _own_keys(model: type[models.Model]) -> Iterable[models.ForeignKey[Any, Any]]:
    """Foreign keys that hold copy: those of ``Page`` are bookkeeping, and what hangs on a page belongs to it whatever becomes of it."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and not isinstance(field, ParentalKey | models.OneToOneField)
        and field.model is not Page
    ]


def _children(model: type[models.Model]) -> Iterable[tuple[str, type[models.Model]]]:
    if not issubclass(model, Page):
        return []
    relations = [(each.get_accessor_name(), each.related_model) for each in get_all_child_relations(model)]
    return [(name, child) for name, child in relations if name != COMMENTS_RELATION_NAME]


def _kept(model: type[models.Model], content: Content, known: Known) -> dict[str, Any]:
    """The content without what refers to something that is gone."""
    kept = {name: value for name, value in content.items() if name != COMMENTS_RELATION_NAME}
    for field in _dangling(model, content, known):
        if field.remote_field.on_delete is not models.PROTECT:
            kept[field.name] = None
    for name, child in _children(model):
        rows = content.get(name, ())
        kept[name] = [_kept(child, row, known) for row in rows if not _falls(child, row, known)]
    return kept


def _dangling(model: type[models.Model], content: Content, known: Known) -> Iterator[models.ForeignKey[Any, Any]]:
    for field in _own_keys(model):
        value = content.get(field.name)
        if value is not None and value not in known[field.remote_field.model]:
            yield field


def _falls(model: type[models.Model], row: Content, known: Known) -> bool:
    """Whether a row that hangs on a page goes with something that is gone."""
    return any(field.remote_field.on_delete is models.CASCADE for field in _dangling(model, row, known))
