"""Making again what can be made from the copy, shown."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from django.apps import apps
from django.db import transaction
from wagtail.models import ReferenceIndex

from masthead.cli.running.screen import Told, counted, say
from masthead.planning import actions as planning
from masthead.published import actions as published
from masthead.recommendations import actions as recommendations
from masthead.search import actions as search

BATCH = 100


def run(args: argparse.Namespace) -> int:
    """Make one part again and say how long it took."""
    began = time.monotonic()
    with counted(f"Rebuilding {args.part}") as told:
        count = REBUILD[args.part](told)
    what = "objects" if args.part == "references" else "articles"
    say(f"{args.part}: {count:,} {what} in {time.monotonic() - began:,.1f} s.")
    return 0


def rebuild_references(told: Told) -> int:
    """Write anew what every page and snippet refers to, and answer how many those are.

    In batches, each a transaction of its own, so that the desk can write meanwhile (Wagtail's own command empties the
    index first and holds one transaction from end to end).
    """
    models = [model for model in apps.get_models() if ReferenceIndex.is_indexed(model)]
    total = sum(model._default_manager.count() for model in models)
    done = 0
    for model in models:
        keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            with transaction.atomic():
                for instance in model._default_manager.filter(pk__in=batch):
                    ReferenceIndex.create_or_update_for_object(instance)
            done += len(batch)
            told(done, max(done, total))
    return done


REBUILD: dict[str, Callable[[Told], int]] = {
    "published": published.rebuild,
    "planning": lambda told: planning.rebuild(told=told),
    "search": search.rebuild,
    "recommendations": recommendations.rebuild,
    "references": rebuild_references,
}
