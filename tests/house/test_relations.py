"""Rule: relations point down. A string foreign key escapes the import contract, so the model registry is walked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.apps import apps
from django.conf import settings

from tests.house.tree import floors


def relations() -> Iterator[tuple[str, str]]:
    """(from, to) of every relation between two models of ours, as ``room.Model.field`` and ``room.Model``."""
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("masthead."):
            continue
        for field in model._meta.get_fields(include_hidden=True):
            target = getattr(field, "related_model", None)
            is_ours = isinstance(target, type) and target.__module__.startswith("masthead.")
            if is_ours and target is not None and getattr(field, "concrete", False):
                yield f"{model._meta.label}.{field.name}", target._meta.label


def pointing_up(pairs: Iterable[tuple[str, str]], heights: Mapping[str, int]) -> list[str]:
    """The relations whose target stands on a higher floor; the user model may be named anywhere."""
    return [
        f"{source} -> {target}"
        for source, target in pairs
        if target != settings.AUTH_USER_MODEL and heights[target.split(".", 1)[0]] > heights[source.split(".", 1)[0]]
    ]


def test_no_relation_points_to_a_higher_room() -> None:
    pairs = list(relations())
    assert len(pairs) > 10
    assert pointing_up(pairs, floors()) == []


def test_a_relation_that_points_up_is_found() -> None:
    heights = {"issues": 2, "contributors": 1, "staff": 3}
    assert pointing_up([("contributors.Contributor.issue", "issues.Issue")], heights) != []
    assert pointing_up([("issues.Issue.letter_by", "contributors.Contributor")], heights) == []
    assert pointing_up([("issues.Issue.owner", "staff.User")], heights) == []
