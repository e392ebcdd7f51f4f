"""The command's exit codes; ``docs/operators/commands.md`` lists them. Errors may carry one as ``exit_code``."""

from __future__ import annotations

from masthead.errors import ConfigurationUnusable

OK = 0
FAILED = 1
USAGE = 2
"""As argparse has it: the command line was not understood."""
IN_USE = 3
"""The port or the data folder is in use by another process."""
REFUSED = 4
"""A backup was refused."""
DISK_FULL = 5
UNCONFIGURED = 6
"""``masthead.toml`` or the environment cannot be followed."""
INTERRUPTED = 130
"""Ctrl-C, as shells have it."""


def code_of(error: Exception) -> int:
    """The exit code for an error."""
    if isinstance(error, ConfigurationUnusable):
        return UNCONFIGURED
    code = getattr(error, "exit_code", FAILED)
    return code if isinstance(code, int) else FAILED
