"""Seeding, shown."""

from __future__ import annotations

import argparse
import time

from masthead.cli.running.screen import counted, say
from masthead.demo.seeding import seed


def run(args: argparse.Namespace) -> int:
    """Make the articles and say how fast."""
    began = time.monotonic()
    with counted("Seeding") as told:
        seeded = seed(articles=args.articles, progress=lambda _what, done, total: told(done, total))
    took = time.monotonic() - began
    say(f"{seeded.article_count:,} articles in {took:,.1f} s ({seeded.article_count / took:,.0f} a second).")
    return 0
