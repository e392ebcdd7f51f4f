"""Whether what drafts refer to is there: asked once for each kind of thing, where Wagtail asks for each reference by itself.

While :func:`looked_up` is open, the answers for many pages are known beforehand. It is for one transaction that deletes nothing they
refer to; what somebody else deletes meanwhile the database refuses at the commit, as it does after Wagtail's own questions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Any

from django.db.models import ManyToOneRel, Model
from modelcluster.models import ClusterableModel, get_all_child_relations

Content = Mapping[str, Any]
Place = tuple[type[Model], str]
"""A model and the field of it that a foreign key holds."""

NOTHING: Mapping[Place, set[Any]] = MappingProxyType({})
_found: ContextVar[Mapping[Place, set[Any]]] = ContextVar("masthead_publishing_references", default=NOTHING)


@contextmanager
def looked_up(contents: Iterable[tuple[type[Model], Content]]) -> Iterator[None]:
    """Look up what all these contents, of pages of these types, refer to, and know it inside the block."""
    token = _found.set(_present(reference for model, content in contents for reference in _named_in(model, content)))
    try:
        yield
    finally:
        _found.reset(token)


def are_there(model: type[Model], content: Content) -> bool:
    """Whether everything is there that the content of a page, or of what hangs on it, refers to."""
    known = _found.get()
    missing = [(place, value) for place, value in _named_in(model, content) if value not in known.get(place, ())]
    if not missing:
        return True
    present = _present(missing)
    return all(value in present[place] for place, value in missing)


def sound_fields(page: Model) -> set[str]:
    """The names of the foreign keys of a page whose targets are known to be there, so that validation need not ask again."""
    known = _found.get()
    return {
        field.name
        for field in _keys_of(type(page))
        if getattr(page, field.attname) in known.get(_place_of(field), ()) and not field.get_limit_choices_to()
    }


def _present(references: Iterable[tuple[Place, Any]]) -> dict[Place, set[Any]]:
    wanted: dict[Place, set[Any]] = defaultdict(set)
    for place, value in references:
        wanted[place].add(value)
    return {
        (model, name): set(
            model._default_manager.filter(**{f"{name}__in": values}).order_by().values_list(name, flat=True)
        )
        for (model, name), values in wanted.items()
    }


def _named_in(model: type[Model], content: Content) -> Iterator[tuple[Place, Any]]:
    for field in _keys_of(model):
        value = content.get(field.name)
        if value is not None:
            yield _place_of(field), field.target_field.to_python(value)
    if issubclass(model, ClusterableModel):
        for relation in get_all_child_relations(model):
            for row in content.get(relation.get_accessor_name(), ()):
                yield from _named_in(relation.related_model, row)


def _keys_of(model: type[Model]) -> Sequence[Any]:
    return [field for field in model._meta.concrete_fields if isinstance(field.remote_field, ManyToOneRel)]


def _place_of(field: Any) -> Place:
    return field.remote_field.model, field.remote_field.field_name
