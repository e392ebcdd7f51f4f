"""Which magazine a command is about: the one whose ``masthead.toml`` is here, or above, or named."""

from __future__ import annotations

import os

from masthead import config
from masthead.config import Config
from masthead.errors import ConfigurationUnusable

NAMED_BY_ENVIRONMENT = ("MASTHEAD_SITE_SECRET_KEY", "MASTHEAD_SITE_SECRET_KEY_FILE")


def magazine_here() -> Config:
    """The configuration; raise ``ConfigurationUnusable`` where there is no magazine.

    Without a ``masthead.toml`` the environment must at least hold the secret key, as it does in a container:
    otherwise a command run in the wrong folder would begin a second, empty magazine there.
    """
    found = config.load()
    if found.source is None and not any(os.environ.get(name) for name in NAMED_BY_ENVIRONMENT):
        message = f"There is no {config.FILE_NAME} here or in a folder above."
        hint = "Go to the magazine's folder, name the file by MASTHEAD_CONFIG, or make one: masthead init DIR."
        raise ConfigurationUnusable(message, hint)
    return found
