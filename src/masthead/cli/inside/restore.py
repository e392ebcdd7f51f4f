"""Checking a backup and putting it back, shown."""

from __future__ import annotations

import argparse

from masthead.backup.reading import ExaminedBackup, examine, read_header
from masthead.backup.restoring import restore_here, restore_into
from masthead.cli.running.place import magazine_here
from masthead.cli.running.screen import in_megabytes, progress, say


def run(args: argparse.Namespace) -> int:
    """Check it whole, then restore it."""
    config = None if args.into or args.check else magazine_here()
    read_header(args.file)
    with progress(f"Checking {args.file.name}", None, in_bytes=True) as advance:
        backup = examine(args.file, advance)
    say(described(backup))
    if args.check:
        return 0
    with progress("Restoring", backup.manifest.total_bytes, in_bytes=True) as advance:
        restored = (
            restore_here(config, backup, progress=advance)
            if config
            else restore_into(args.into, backup, progress=advance)
        )
    say(f"Restored to {restored.data_dir}.")
    for note in restored.notes:
        say(f"  {note}")
    if restored.kept:
        say(f"What was there before is kept in {restored.kept}; remove it when all is well.")
    say("Next: masthead serve. It brings the database up to date, and the search index fills itself again.")
    return 0


def described(backup: ExaminedBackup) -> str:
    """One line on a backup that was found good."""
    header, manifest = backup.header, backup.manifest
    size = in_megabytes(manifest.total_bytes)
    return (
        f"{backup.path} is whole: made {header.made_at} by Masthead {header.masthead_version}, "
        f"{len(manifest.members):,} files, {size}."
    )
