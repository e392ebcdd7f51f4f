"""The doctor's round, and its report."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from rich.table import Table
from rich.text import Text

from masthead.cli.checkup import machine
from masthead.cli.checkup.findings import Finding, Level, bad, found_by
from masthead.cli.running import exits
from masthead.cli.running.place import magazine_here
from masthead.cli.running.screen import out, say
from masthead.config import Config
from masthead.errors import ConfigurationUnusable
from masthead.serving import indoors

COLOURS = {Level.OK: "green", Level.WARN: "yellow", Level.BAD: "bold red"}


def run(args: argparse.Namespace) -> int:
    """Look at everything, report, and answer 1 when something is bad."""
    findings = list(round_of(Path(args.backups) if args.backups else None))
    if args.json:
        say(json.dumps([asdict(finding) for finding in findings], indent=1, ensure_ascii=False))
    else:
        report(findings)
    return exits.FAILED if any(finding.level == Level.BAD for finding in findings) else exits.OK


def round_of(backups: Path | None) -> Iterator[Finding]:
    """All findings: Python, then the settings and the machine, then, if the settings can be read, the magazine."""
    yield from found_by([("Python", machine.python)])
    try:
        config = magazine_here()
    except ConfigurationUnusable as error:
        yield bad("settings", error.message, error.hint)
        return
    yield from found_by(
        [
            ("SQLite", partial(machine.sqlite_version, config)),
            ("secret key", partial(machine.secret_key, config)),
            ("secrets", partial(machine.secrets_kept, config)),
            ("address", partial(machine.address, config)),
            ("mail", partial(machine.mail, config)),
            ("proxies", partial(machine.proxies, config)),
            ("disk", partial(machine.disks, config)),
            ("folders", partial(machine.writable, config)),
            ("restore", partial(machine.leftovers, config)),
            ("backups", partial(machine.backups, config, backups)),
        ]
    )
    yield from found_by([("magazine", partial(_magazine, config))])


def _magazine(config: Config) -> Iterator[Finding]:
    if not config.database.url and not config.database.path.exists():
        yield bad("database", f"there is none at {config.database.path} yet", "masthead serve makes it.")
        return
    magazine = indoors.module("masthead.cli.checkup.magazine")
    yield from found_by([("database", magazine.database), ("Django", magazine.framework)])
    about_the_tables = list(found_by([("migrations", magazine.migrations)]))
    yield from about_the_tables
    if any(finding.level == Level.BAD for finding in about_the_tables):
        return  # nothing else can be asked of tables that are not there
    yield from found_by(
        [
            ("owner", magazine.owner),
            ("background work", magazine.background_work),
            ("pictures", magazine.pictures),
            ("theme", magazine.theme),
            ("search", magazine.readers_search),
            ("newsletter", magazine.newsletter),
        ]
    )


def report(findings: list[Finding]) -> None:
    """The findings as a table, and how many of each."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        words = Text(finding.message)
        if finding.hint:
            words.append(f"\n→ {finding.hint}", style="dim")
        table.add_row(Text(finding.level, style=COLOURS[finding.level]), Text(finding.about), words)
    out.print(table, soft_wrap=False)
    counts = {level: sum(finding.level == level for finding in findings) for level in Level}
    say(f"{counts[Level.OK]} ok, {counts[Level.WARN]} to be seen to, {counts[Level.BAD]} bad.")
