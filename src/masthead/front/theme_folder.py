"""A developer's theme: a folder with ``templates/`` and ``static/`` that stand before ours on readers' pages, and nowhere else.

The desk never draws by it: its templates come from an engine that does not know the folder. And a mistake in the folder costs readers
nothing: where a template of it cannot be compiled or breaks while it draws, the log says so once and ours is drawn in its place.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage
from django.template import Context, Origin, TemplateDoesNotExist, TemplateSyntaxError, engines
from django.template import Template as Source
from django.template.backends.django import DjangoTemplates, Template
from django.template.loaders.filesystem import Loader

TEMPLATES, STATIC = "templates", "static"
OWN = "theme"
"""The folder, of templates and of static files, for what has no counterpart among ours."""
ROOMS = frozenset({"front", "body", "pictures", "machines", "newsletters", "recommendations", OWN})
"""First folders of the templates that readers' pages are drawn by."""
STATIC_ROOMS = frozenset({"front", "body", "newsletters", OWN})
SHEET, SCRIPT = "theme/theme.css", "theme/theme.js"
"""Linked after all of ours, where they are there."""
logger = logging.getLogger(__name__)
_said: set[tuple[str, str]] = set()


class ReadersTemplates(DjangoTemplates):
    """The engine of readers' templates, with the theme's folder before our own. It answers for ``ROOMS`` only."""

    def get_template(self, template_name: str) -> Template:
        """The template, careful about what the folder may hold.

        Raises:
            TemplateDoesNotExist: it is none of readers' templates; then the desk's engine is asked.
        """
        if template_name.partition("/")[0] not in ROOMS:
            raise TemplateDoesNotExist(template_name, backend=self)
        found = super().get_template(template_name)
        found.template = CarefulTemplate(found.template, template_name)  # type: ignore[assignment]
        return found


class CarefulLoader(Loader):
    """Loads the folder's templates; one that cannot be compiled is as good as not there, and ours is loaded in its place."""

    def get_contents(self, origin: Origin) -> str:
        """The text of a template.

        Raises:
            TemplateDoesNotExist: there is none, or it cannot be compiled.
        """
        text = str(super().get_contents(origin))
        name = str(origin.template_name)
        try:
            Source(text, origin, name, self.engine)
        except TemplateSyntaxError as error:
            complain(name, error)
            raise TemplateDoesNotExist(origin) from error
        return text


class CarefulTemplate:
    """A compiled template that gives way to ours when it breaks."""

    def __init__(self, themed: Any, name: str) -> None:
        self.themed, self.theirs = themed, name

    def __getattr__(self, name: str) -> Any:
        return getattr(self.themed, name)

    def render(self, context: Context) -> Any:
        """The page, by the theme or, when that breaks, by ours."""
        spare = copy(context)
        try:
            return self.themed.render(context)
        except Exception as error:  # noqa: BLE001 - whatever a theme does, readers get their page
            complain(self.theirs, error)
            ours: Any = engines["django"].get_template(self.theirs)
            return ours.template.render(spare)


def complain(name: str, error: Exception) -> None:
    """Say in the log what is wrong with a template, once."""
    if (said := (name, str(error))) not in _said:
        _said.add(said)
        logger.error("The theme's %s is not used: %s. `masthead theme check` says more.", name, error)


class ThemeFinder(FileSystemFinder):
    """Finds static files of the theme's folder; those of the desk cannot be replaced by it."""

    def __init__(self, *_args: Any, **_named: Any) -> None:
        root = str(settings.THEME_FOLDER / STATIC)
        self.locations = [("", root)] if Path(root).is_dir() else []
        self.storages = {root: FileSystemStorage(location=root) for _prefix, root in self.locations}

    def check(self, **_named: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **named: Any) -> Any:  # noqa: FBT001, FBT002
        look: Any = super().find
        return look(path, find_all, **named) if _may_be_theirs(path) else []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Any]]:
        for path, storage in super().list(ignore_patterns):
            if _may_be_theirs(path):
                yield path, storage


def _may_be_theirs(path: str) -> bool:
    parts = Path(path).parts
    return len(parts) > 1 and parts[0] in STATIC_ROOMS and not any(part.startswith(".") for part in parts)


def sheets_of_theme() -> tuple[str, ...]:
    """The folder's own style sheet, if there is one. While debugging it is looked for each time."""
    return _there(settings.THEME_FOLDER, SHEET) if not settings.DEBUG else _look_for(settings.THEME_FOLDER, SHEET)


def scripts_of_theme() -> tuple[str, ...]:
    """The folder's own module, if there is one."""
    return _there(settings.THEME_FOLDER, SCRIPT) if not settings.DEBUG else _look_for(settings.THEME_FOLDER, SCRIPT)


@lru_cache(maxsize=8)
def _there(folder: Path, name: str) -> tuple[str, ...]:
    return _look_for(folder, name)


def _look_for(folder: Path, name: str) -> tuple[str, ...]:
    return (name,) if (folder / STATIC / name).is_file() else ()
