"""Themes of developers: one to begin with, and what is wrong with one."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from rich.table import Table
from rich.text import Text

from masthead.cli.running import exits
from masthead.cli.running.screen import out, say
from masthead.front.checking.findings import Finding
from masthead.front.checking.folders import check_folder
from masthead.front.checking.starting import new_theme


def run(args: argparse.Namespace) -> int:
    """Begin a theme, or check one and answer 1 when it has mistakes."""
    folder = Path(args.folder).expanduser()
    if args.what == "new":
        for name in new_theme(folder):
            say(f"  {folder / name}")
        say(f"A theme to begin with. masthead theme check {folder} looks through it.")
        return exits.OK
    findings = check_folder(folder)
    if args.json:
        say(json.dumps([asdict(finding) for finding in findings], indent=1, ensure_ascii=False))
    else:
        report(folder, findings)
    return exits.FAILED if any(not finding.is_advice for finding in findings) else exits.OK


def report(folder: Path, findings: list[Finding]) -> None:
    """The findings as a table, and how many of each kind."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for finding in findings:
        words = Text(finding.message)
        if finding.hint:
            words.append(f"\n→ {finding.hint}", style="dim")
        colour = "yellow" if finding.is_advice else "bold red"
        table.add_row(Text(f"{finding.path}:{finding.line}", style=colour), words)
    if findings:
        out.print(table, soft_wrap=False)
    advice_count = sum(finding.is_advice for finding in findings)
    say(f"{folder}: {len(findings) - advice_count} mistakes, {advice_count} to be seen to.")
