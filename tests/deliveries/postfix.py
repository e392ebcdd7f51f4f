"""A Postfix of the tests' own, on a port of this machine, which passes everything on to a sink."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

IS_THERE = shutil.which("postfix") is not None and os.geteuid() == 0
MAIN = """
compatibility_level = 3.6
queue_directory = {queue}
data_directory = {data}
maillog_file = {log}
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.magazine.example
mydestination =
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:{sink}
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_timeout = 30s
smtp_tls_security_level = none
smtpd_tls_security_level = none
smtpd_peername_lookup = no
smtp_dns_support_level = disabled
alias_maps =
alias_database =
local_recipient_maps =
minimal_backoff_time = 2s
queue_run_delay = 2s
smtp_destination_concurrency_limit = 40
in_flow_delay = 0
{more}
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
pickup    unix  n       -       n       60      1       pickup
cleanup   unix  n       -       n       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
rewrite   unix  -       -       n       -       -       trivial-rewrite
bounce    unix  -       -       n       -       0       bounce
defer     unix  -       -       n       -       0       bounce
trace     unix  -       -       n       -       0       bounce
verify    unix  -       -       n       -       1       verify
flush     unix  n       -       n       1000?   0       flush
smtp      unix  -       -       n       -       -       smtp
showq     unix  n       -       n       -       -       showq
error     unix  -       -       n       -       -       error
retry     unix  -       -       n       -       -       error
discard   unix  -       -       n       -       -       discard
anvil     unix  -       -       n       -       1       anvil
scache    unix  -       -       n       -       1       scache
postlog   unix-dgram n  -       n       -       1       postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """It runs; ``settings`` are what Masthead has to be told."""

    port: int
    config_dir: Path
    log: Path

    @property
    def settings(self) -> str:
        """Lines of ``[newsletters]``."""
        return f'relay = "postfix"\nrelay_log = "{self.log}"\nrelay_config = "{self.config_dir}"\n'

    def is_empty(self) -> bool:
        """Whether its queue is."""
        done = subprocess.run(["postqueue", "-c", str(self.config_dir), "-j"], capture_output=True, check=True)
        return not done.stdout.strip()

    def wait_until_empty(self, seconds: float = 120) -> None:
        """Until it has passed everything on."""
        until = time.monotonic() + seconds
        while not self.is_empty():
            assert time.monotonic() < until, "Postfix still has mail in its queue."
            time.sleep(0.3)


@contextmanager
def a_postfix(sink_port: int, *, more: str = "") -> Iterator[Postfix]:
    """Start one; stopped and removed afterwards. Its folder is short, since sockets have short names, and open to its user."""
    folder = Path(tempfile.mkdtemp(prefix="pf", dir="/tmp"))
    folder.chmod(0o755)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config, queue, data, log = (folder / name for name in ("etc", "queue", "data", "mail.log"))
    for each in (config, queue, data):
        each.mkdir()
    shutil.chown(data, "postfix", "postfix")
    said = {"queue": queue, "data": data, "log": log, "folder": folder, "sink": sink_port, "more": more}
    (config / "main.cf").write_text(MAIN.format(**said))
    (config / "master.cf").write_text(MASTER.format(port=port))
    shutil.copytree("/etc/postfix/postfix-files.d", config / "postfix-files.d", dirs_exist_ok=True)
    for name in ("postfix-files", "postfix-script", "post-install", "dynamicmaps.cf"):
        shutil.copy(f"/etc/postfix/{name}", config)
    command = ["postfix", "-c", str(config)]
    started = subprocess.run([*command, "start"], capture_output=True, text=True, check=False)
    assert started.returncode == 0, started.stdout + started.stderr + (log.read_text() if log.exists() else "")
    try:
        yield Postfix(port, config, log)
    finally:
        subprocess.run([*command, "stop"], capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)
