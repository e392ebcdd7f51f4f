"""Whether an address can be listened on, asked before anything is started."""

from __future__ import annotations

import errno
import ipaddress
import socket
from contextlib import closing

from masthead.errors import MastheadError
from masthead.serving.locks import AlreadyServed

FIRST_FREE_PORT = 1024
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # addresses to compare with, not to listen on


class AddressUnusable(MastheadError):
    """This machine cannot listen there."""

    exit_code = 1


def refuse_taken_port(host: str, port: int) -> None:
    """Raise ``AlreadyServed`` when another process listens there, ``AddressUnusable`` when none could.

    Asked without SO_REUSEPORT, which Granian sets: with it a second server would silently share the port.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise AddressUnusable(f"“{host}” is no address of this machine.", "Try --host 127.0.0.1.") from error
    with closing(socket.socket(family, kind, protocol)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen(1)
        except OSError as error:
            raise _named(error, host, port) from error


def _named(error: OSError, host: str, port: int) -> MastheadError:
    if error.errno == errno.EADDRINUSE:
        message = f"Port {port} on {host} is in use by another process."
        return AlreadyServed(message, f"Stop it, or choose another port: masthead serve --port {port + 1}.")
    if error.errno == errno.EACCES and port < FIRST_FREE_PORT:
        message = f"Port {port} is reserved for the system's administrator."
        return AddressUnusable(message, "Listen on 8000 and let Caddy stand in front: docs/operators/install.md.")
    return AddressUnusable(f"Nobody can listen on {host} port {port}: {error.strerror}.", "Try --host 127.0.0.1.")


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def url_of(host: str, port: int) -> str:
    """The address to open in a browser on this machine for a server that listens there, with a slash at the end."""
    name = ANYWHERE.get(host, host)
    return f"http://{f'[{name}]' if ':' in name else name}:{port}/"
