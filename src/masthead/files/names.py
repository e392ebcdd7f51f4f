"""Names for our own files that change when the files do, so that browsers may keep them for ever.

The fingerprint stands on the folder and not on the file:
``front/css/base.css`` is ``/static/front~3fa9c1d2/css/base.css``.
Style sheets and modules can therefore name their neighbours by relative address and nothing has to be rewritten,
collected or built. The folder is that of a room or of a package.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

HASHED = re.compile(r"([^/~]+)~([0-9a-f]{8})(/.+)")


class HashedFolders(StaticFilesStorage):
    """Gives out addresses with the folder's fingerprint; not while debugging, when files change under our hands."""

    def url(self, name: str | None) -> str:
        folder, slash, rest = (name or "").partition("/")
        fingerprint = "" if settings.DEBUG else fingerprints().get(folder, "")
        return str(super().url(f"{folder}~{fingerprint}/{rest}" if slash and fingerprint else name))


def plain_name(name: str) -> tuple[str, bool]:
    """A file's name without the fingerprint, and whether that is the folder's present one.

    Pages made by an earlier release name an earlier fingerprint; they get the present file, to be kept briefly.
    """
    found = HASHED.fullmatch(name)
    if not found:
        return name, False
    return found[1] + found[3], fingerprints().get(found[1]) == found[2]


@lru_cache(maxsize=1)
def fingerprints() -> dict[str, str]:
    """The fingerprint of each first folder: of the names and bytes of all files in it."""
    files: dict[str, dict[str, Path]] = defaultdict(dict)
    for name, path in _files():
        folder, slash, _rest = name.partition("/")
        if slash:
            files[folder].setdefault(name, path)
    return {folder: _fingerprint(named) for folder, named in files.items()}


def _files() -> Iterator[tuple[str, Path]]:
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            prefix = getattr(storage, "prefix", None)
            yield f"{prefix}/{name}" if prefix else name, Path(storage.path(name))


def _fingerprint(named: dict[str, Path]) -> str:
    digest = hashlib.blake2b(digest_size=4)
    for name in sorted(named):
        digest.update(name.encode())
        digest.update(named[name].read_bytes())
    return digest.hexdigest()
