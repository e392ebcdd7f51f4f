"""Writing the index: following the read model, and making the index anew. Both are safe to run twice and at any moment.

The web process never writes the index. The worker follows after each commit (``tasks``), and once a minute in case
word got lost.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from masthead.published import queries as published
from masthead.published.models import PublishedArticle
from masthead.search import engine
from masthead.search.documents import documents_of
from masthead.search.folders import IndexFolder, about, index_folder
from masthead.search.queries import wanted_about
from masthead.search.troubles import IndexDamaged, IndexMissing

logger = logging.getLogger(__name__)

BATCH = 1_000
"""Changes or articles read, written and committed at a time: until then the engine keeps their text in memory."""
WAIT_SECONDS = 10.0
TRUSTED_SECONDS = 600.0
"""A new index that opens, but that some question could not be answered from, is not made anew before this age."""

Progress = Callable[[int, int], None]


def follow(limit: int | None = None) -> int:
    """Bring the index up to the read model's latest change, or ``limit`` changes further. Returns how many it took.

    The changes and how far they were followed are committed as one, so that a crash at any moment neither loses nor
    doubles. Where the index is missing, damaged or outdated it is made anew. Raises ``IndexBusy`` when another process
    of this machine is still writing after ten seconds, and ``IndexUnwritable`` when the disk is full.
    """
    root = index_folder()
    if not is_rebuild_needed():
        reader = engine.reader(root)
        if published.last_change() <= reader.followed_seq:
            return 0
    with root.lock(WAIT_SECONDS):
        if is_rebuild_needed():
            return _rebuild(root)
        return _follow(root, limit)


def rebuild(progress: Progress | None = None) -> int:
    """Make the index anew from the read model and put it in the place of the old one. Returns the number of articles.

    Readers use the old index until the new one is complete. ``progress`` is told ``(done, total)``.
    Raises as ``follow``.
    """
    root = index_folder()
    with root.lock(WAIT_SECONDS):
        return _rebuild(root, progress)


def is_rebuild_needed() -> bool:
    """Whether the index is missing, damaged, made for another language or layout, or ahead of a restored database."""
    root = index_folder()
    try:
        folder = root.current()
        if root.damage():
            engine.Reader(folder)  # not the one this process has open: the files may have gone since
            return root.age(folder) > TRUSTED_SECONDS
        is_ahead = engine.reader(root).followed_seq > published.last_change()
        return is_ahead or about(folder) != wanted_about()
    except (IndexMissing, IndexDamaged) as trouble:
        logger.debug("%s", trouble)
        return True


def _follow(root: IndexFolder, limit: int | None) -> int:
    folder = root.current()
    seq = engine.Reader(folder).followed_seq
    followed = 0
    with engine.Writer(folder) as writer:
        while limit is None or followed < limit:
            changes = published.changes_after(seq, BATCH if limit is None else min(BATCH, limit - followed))
            if not changes:
                break
            # What happened does not matter, only what is public now: so a change may be followed twice.
            touched = sorted({change.article_id for change in changes})
            writer.drop(touched)
            writer.add(documents_of(touched))
            seq = changes[-1].seq
            writer.commit(seq)
            followed += len(changes)
    return followed


def _rebuild(root: IndexFolder, progress: Progress | None = None) -> int:
    """With the lock held. Changes made meanwhile carry a later number than the one noted, and are followed next."""
    root.clear(keeping=_current(root))
    folder = root.new(wanted_about())
    engine.create(folder)
    seq = published.last_change()
    total = PublishedArticle.objects.count()
    done, last = 0, 0
    with engine.Writer(folder) as writer:
        while ids := _ids_after(last):
            writer.add(documents_of(ids))
            writer.commit(0)
            done, last = done + len(ids), ids[-1]
            if progress:
                progress(done, max(done, total))
        writer.commit(seq)
    root.adopt(folder)
    return done


def _ids_after(last: int) -> list[int]:
    return list(PublishedArticle.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])


def _current(root: IndexFolder) -> Path | None:
    try:
        return root.current()
    except (IndexMissing, IndexDamaged):
        return None
