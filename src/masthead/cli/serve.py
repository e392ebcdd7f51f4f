"""``masthead serve``: site, desk and background work, from one command."""

from __future__ import annotations

import argparse

from masthead.cli.running.late import run_outside

NAME = "serve"
HELP = "serve the site and the desk, and do the background work"
HIGHEST_PORT = 65_535


def configure(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("--host", help="the address to listen on (default: [server] host, 127.0.0.1)")
    parser.add_argument("--port", type=port_number, help="the port to listen on (default: [server] port, 8000)")
    parser.add_argument(
        "--role",
        choices=("all", "web", "worker"),
        default="all",
        help="run only the web server or only the background work (default: all)",
    )
    parser.add_argument("--no-migrate", action="store_true", help="refuse to start when the database is not up to date")
    parser.add_argument("--access-log", action="store_true", help="write a line for each request, with its address")


def port_number(text: str) -> int:
    """A port from 1 to 65535; raise ``ArgumentTypeError`` for anything else."""
    if not text.isdecimal() or not 1 <= int(text) <= HIGHEST_PORT:
        message = f"“{text}” is no port: give a number from 1 to {HIGHEST_PORT}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    return run_outside("serve", args)
