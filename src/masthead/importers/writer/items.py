"""What the items of a source are here: the memory by which a second run knows everything again."""

from __future__ import annotations

from collections.abc import Iterator

from masthead.importers.models import ImportedItem, ImportRun

BATCH = 500


class Items:
    """The imported items of one source. ``put`` gathers, ``write`` puts down in the caller's transaction."""

    def __init__(self, source: str, run: ImportRun) -> None:
        self.source = source
        self.run = run
        self._waiting: dict[tuple[str, str], ImportedItem] = {}

    def object_id(self, kind: str, key: str) -> int | None:
        """The id of the object that an item is; None for one that was never imported."""
        waiting = self._waiting.get((kind, key))
        if waiting:
            return waiting.object_id
        known = ImportedItem.objects.filter(source=self.source, kind=kind, key=key)
        return known.values_list("object_id", flat=True).first()

    def state(self, kind: str, key: str) -> str:
        """The state in which an earlier import left the object; empty for one that was never imported."""
        known = ImportedItem.objects.filter(source=self.source, kind=kind, key=key)
        return known.values_list("state", flat=True).first() or ""

    def put(
        self, kind: str, key: str, object_id: int, *, fingerprint: str = "", state: str = "", raw: str = ""
    ) -> None:
        """Remember what an item is, in place of what was remembered before."""
        self._waiting[kind, key] = ImportedItem(
            source=self.source,
            kind=kind,
            key=key,
            object_id=object_id,
            fingerprint=fingerprint,
            state=state,
            raw=raw,
            run=self.run,
        )

    def write(self) -> None:
        """Put down what was gathered."""
        waiting, self._waiting = list(self._waiting.values()), {}
        ImportedItem.objects.bulk_create(
            waiting,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["source", "kind", "key"],
            update_fields=["object_id", "fingerprint", "state", "raw", "run"],
        )

    def drop(self) -> None:
        """Forget what was gathered, after a transaction failed."""
        self._waiting.clear()


def known_of(source: str, kind: str) -> Iterator[tuple[str, int, str, str]]:
    """Key, object id, fingerprint and state of every item of a kind, streamed."""
    rows = ImportedItem.objects.filter(source=source, kind=kind).values_list("key", "object_id", "fingerprint", "state")
    yield from rows.iterator(chunk_size=2000)
