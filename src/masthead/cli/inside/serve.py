"""Serving: look first, prepare the database, then start the processes and stay with them."""

from __future__ import annotations

import argparse
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlsplit

from masthead.backup.restoring import mend_data
from masthead.cli.running.place import magazine_here
from masthead.config import Config
from masthead.desk.first_run.invitation import read_invitation
from masthead.serving import supervisor
from masthead.serving.children import Child
from masthead.serving.lifeline import PARENT
from masthead.serving.locks import ROLES, hold_roles
from masthead.serving.ports import ANYWHERE, is_loopback, refuse_taken_port, url_of

PREPARE = "masthead.cli.inside.prepare"
WEB = "masthead.serving.web"
WORK = "masthead.serving.work"


def run(args: argparse.Namespace, *, also_say: Callable[[str], None] | None = None) -> int:
    """Serve until told to stop. ``also_say`` is called with the site's address once it answers (the demo's login)."""
    logging.basicConfig(format="{asctime} {levelname} {name}: {message}", style="{", level=logging.INFO)
    config = magazine_here()
    host, port = args.host or config.server.host, args.port or config.server.port
    roles = ROLES if args.role == "all" else (args.role,)
    mend_data(config.data_dir)
    with ExitStack() as held:
        held.enter_context(hold_roles(config.data_dir, roles, doing=f"masthead serve on port {port}"))
        if "web" in roles:
            refuse_taken_port(host, port)
        code = prepare(host if "web" in roles else "", may_migrate=not args.no_migrate)
        if code:
            return code
        children = _children(roles, config, host, port, access_log=args.access_log)
        if "web" not in roles:
            print("Masthead is working in the background. Stop it with Ctrl-C.", flush=True)
            return supervisor.supervise(children)
        url = url_of(host, port)

        def announce() -> None:
            print(greeting(config, host, port), flush=True)
            if also_say:
                also_say(url)

        reachable = urlsplit(url).hostname or host
        return supervisor.supervise(children, is_up=lambda: supervisor.answers(reachable, port), when_up=announce)


def prepare(host: str, *, may_migrate: bool) -> int:
    """Bring the database up to date in a process of its own, so that this one stays small; answer its exit code."""
    arguments = [f"--host={host}"] + ([] if may_migrate else ["--no-migrate"])
    environment = {**os.environ, PARENT: str(os.getpid())}
    return subprocess.run([sys.executable, "-m", PREPARE, *arguments], env=environment, check=False).returncode


def _children(roles: tuple[str, ...], config: Config, host: str, port: int, *, access_log: bool) -> list[Child]:
    server = config.server
    web = ["-m", WEB, host, str(port), f"--workers={server.workers}", f"--threads={server.threads}"]
    if access_log:
        web.append("--access-log")
    made = {"web": Child("web", web), "worker": Child("worker", ["-m", WORK])}
    return [made[role] for role in roles]


def greeting(config: Config, host: str, port: int) -> str:
    """The lines that say where the magazine is, and what to do when it is new."""
    local = url_of(host, port)
    base = config.site.base_url
    shown = local if is_loopback(urlsplit(base).hostname or "") else f"{base}/"
    lines = ["Masthead is serving.", f"  Site  {shown}", f"  Desk  {shown}desk/"]
    if shown != local:
        lines.append(f"  (listening on {host} port {port}, for the proxy in front)")
    elif host in ANYWHERE:
        lines.append(f"  (listening on port {port} of every address of this machine)")
    invitation = read_invitation(config.data_dir)
    if invitation is not None:
        lines.append(f"It is new: open {shown}setup/ to make your account, name it and choose a look.")
        lines.append(f"  The code that the page asks for: {invitation.code}")
    lines.append("Stop it with Ctrl-C.")
    return "\n".join(lines)
