"""Django set up when it is needed and not before: commands that do without it answer at once."""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType

import django
from django.apps import apps

from masthead import sqlite


def module(name: str) -> ModuleType:
    """A module that needs Django, imported after Django is set up. Harmless when it is already."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")
        sqlite.swap_in()
        django.setup()
    return import_module(name)
