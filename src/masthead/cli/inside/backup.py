"""Making a backup, shown."""

from __future__ import annotations

import argparse

from masthead.backup.making import expected_bytes, make_backup
from masthead.cli.running.place import magazine_here
from masthead.cli.running.screen import err, in_megabytes, progress, say


def run(args: argparse.Namespace) -> int:
    """Make it and say what is in it."""
    config = magazine_here()
    with progress(f"Backing up to {args.file.name}", expected_bytes(config), in_bytes=True) as advance:
        made = make_backup(config, args.file, with_secrets=not args.without_secrets, progress=advance)
    say(f"{made.path}: {in_megabytes(made.size_bytes)}, the database and {made.media_count:,} files of media.")
    for line in made.left_out:
        err.print(f"  left out: {line}", markup=False)
    if not args.without_secrets:
        say("It holds the magazine's secrets: keep it where only you can read it.")
    return 0
