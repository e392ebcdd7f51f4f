"""A theme's folder looked through: what ``masthead theme check`` says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template import Engine, TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template.utils import get_app_template_dirs

from masthead.errors import MastheadError
from masthead.front.checking import markup, styles
from masthead.front.checking.contexts import BY_TAGS, VIEWS, block_scope, page_scope
from masthead.front.checking.findings import Finding
from masthead.front.checking.kinds import UNKNOWN, nearest
from masthead.front.checking.walking import Walk
from masthead.front.theme_folder import OWN, ROOMS, STATIC, STATIC_ROOMS, TEMPLATES

ENDINGS = (".html", ".txt", ".xml")


class ThemeFolderMissing(MastheadError):
    """There is no folder to look through."""


def check_folder(folder: Path) -> list[Finding]:
    """Every trouble in a theme's folder, by file and line.

    Raises:
        ThemeFolderMissing: it is no folder, or has neither ``templates`` nor ``static``.
    """
    if not (folder / TEMPLATES).is_dir() and not (folder / STATIC).is_dir():
        hint = f"masthead theme new {folder} makes one to begin with."
        raise ThemeFolderMissing(f"{folder} holds no theme: neither {TEMPLATES}/ nor {STATIC}/ is in it.", hint)
    return sorted({*_templates(folder / TEMPLATES), *_static(folder / STATIC)})


def check_our_own() -> list[Finding]:
    """The same of the templates that the package brings; nothing, unless we made a mistake."""
    engine = _engine(None)
    return sorted(_walked(engine, set(_names(None)), lambda _name: True))


def _templates(root: Path) -> Iterator[Finding]:
    if not root.is_dir():
        return
    own = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.suffix in ENDINGS}
    ours, engine = set(_names(None)), _engine(root)
    compiled = set()
    for name, path in own.items():
        shown = f"{TEMPLATES}/{name}"
        yield from _placed(name, shown, ours)
        text = path.read_text(encoding="utf-8", errors="replace")
        yield from markup.troubles_in(shown, text)
        try:
            engine.get_template(name)
            compiled.add(name)
        except (TemplateSyntaxError, TemplateDoesNotExist) as error:
            token = getattr(error, "token", None)
            yield Finding(shown, getattr(token, "lineno", 1) or 1, f"It cannot be compiled: {error}")
    walk_of = _walked(engine, ours | compiled, own.__contains__)
    for each in walk_of:
        yield Finding(f"{TEMPLATES}/{each.path}", each.line, each.message, each.hint, each.is_advice)


def _placed(name: str, shown: str, ours: set[str]) -> Iterator[Finding]:
    """Whether a template stands where readers' pages look for one."""
    room = name.partition("/")[0]
    if room not in ROOMS:
        hint = f"A theme changes {', '.join(sorted(ROOMS))}; the desk is not among them."
        yield Finding(shown, 1, f"Nothing is drawn by “{name}”.", hint)
    elif room != OWN and name not in ours:
        hint = nearest(name, ours) or f"What is your own stands in {TEMPLATES}/{OWN}/."
        yield Finding(shown, 1, f"There is no template “{name}” that it could stand for.", hint)


def _walked(engine: Engine, names: set[str], reported: Callable[[str], bool]) -> set[Finding]:
    """Walk all pages twice: once to learn what parts are handed, once to compare."""
    learning = Walk(_engine(None), lambda _name: False, is_learning=True)
    _pages(learning, set(_names(None)))
    first = Walk(engine, lambda _name: False, handed=learning.handed)
    _pages(first, names)
    walk = Walk(engine, reported, handed=first.handed, views=tuple(VIEWS.values()))
    _pages(walk, names)
    return walk.findings


def _pages(walk: Walk, names: set[str]) -> None:
    for name in sorted(names):
        if name in VIEWS:
            walk.template(name, page_scope(name))
        elif name.startswith("body/"):
            scope = block_scope(name)
            if scope is not None:
                walk.template(name, scope)
        elif name in BY_TAGS:
            walk.template(name, BY_TAGS[name], is_open=True)
    for name in sorted(names - walk.reached):
        walk.template(name, {"furniture": UNKNOWN}, is_open=True)


def _static(root: Path) -> Iterator[Finding]:
    if not root.is_dir():
        return
    files = sorted(path for path in root.rglob("*") if path.is_file())
    known = styles.tokens_of(_our_sheets()) | styles.tokens_of(path for path in files if path.suffix == ".css")
    for path in files:
        name = path.relative_to(root).as_posix()
        if name.partition("/")[0] not in STATIC_ROOMS:
            hint = f"Files of your own stand in {STATIC}/{OWN}/."
            yield Finding(f"{STATIC}/{name}", 1, f"“{name}” is not sent to anybody.", hint)
        if path.suffix == ".css":
            text = path.read_text(encoding="utf-8", errors="replace")
            yield from styles.troubles_in(f"{STATIC}/{name}", text, known)


def _our_sheets() -> Iterator[Path]:
    for finder in finders.get_finders():
        if finder.__class__.__name__ == "ThemeFinder":
            continue
        for name, storage in finder.list([]):
            if name.endswith(".css") and name.partition("/")[0] in STATIC_ROOMS:
                yield Path(storage.path(name))


def _names(root: Path | None) -> Iterator[str]:
    """The names of readers' templates in the package, or in a folder."""
    folders = [root] if root else [Path(folder) for folder in get_app_template_dirs("templates")]
    for folder in folders:
        for room in sorted(ROOMS):
            for path in (folder / room).rglob("*"):
                if path.suffix in ENDINGS and path.is_file():
                    yield path.relative_to(folder).as_posix()


def _engine(root: Path | None) -> Engine:
    libraries = engines["django"].engine.libraries  # type: ignore[attr-defined]
    loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
    return Engine(
        dirs=[str(root)] if root else [],
        loaders=[("django.template.loaders.cached.Loader", loaders)],
        libraries=libraries,
    )
