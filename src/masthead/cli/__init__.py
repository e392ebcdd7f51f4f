"""Command line: the one command ``masthead``, one module per verb.

A verb's module holds ``NAME``, ``HELP``, ``configure(parser)`` and ``run(args)`` and imports nothing heavy, so that
``masthead --help`` answers at once; what needs Django or draws on the screen is in ``inside``. ``running`` holds what
all verbs share: finding the verb, exit codes, errors in one line, progress.
"""

from masthead.cli.running.command import main

__all__ = ["main"]
