"""Fetch a picture from the old site, if the paper allows it: bounded, and never from a private network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from typing import Any
from urllib.parse import urljoin, urlsplit

SECONDS = 10.0
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}


class NotFetchedError(OSError):
    """A picture was not fetched; the message says why."""


def fetch(address: str, *, most_bytes: int) -> bytes:
    """Return what is at a public http or https address. Raises NotFetchedError.

    The name is resolved once and the connection goes to that very address, so that a name cannot mean one
    machine when it is checked and another when it is used. Every redirect is checked like the first address.
    """
    for _hop in range(MOST_REDIRECTS + 1):
        try:
            status, headers, body = _ask(address, most_bytes)
        except NotFetchedError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotFetchedError(f"{type(error).__name__}: {error}") from None
        if status not in (301, 302, 303, 307, 308):
            if status != 200:
                raise NotFetchedError(f"the server answers {status}")
            return body
        address = urljoin(address, headers.get("location") or "")
    raise NotFetchedError("too many redirects")


def public_address(host: str, port: int) -> str:
    """Return an address of this host that is on the public internet. Raises NotFetchedError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetchedError(f"{host}: {error}") from None
    addresses = [str(sockaddr[0]) for *_rest, sockaddr in found]
    if not addresses or not all(ipaddress.ip_address(one.partition("%")[0]).is_global for one in addresses):
        raise NotFetchedError(f"{host} is no public address")
    return addresses[0]


def _ask(address: str, most_bytes: int) -> tuple[int, Any, bytes]:
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    if parts.scheme not in PORTS or not host or port not in (None, PORTS[parts.scheme]):
        raise NotFetchedError("expected an address that begins with https:// or http://")
    connection = _Pinned(host, public_address(host, PORTS[parts.scheme]), secure=parts.scheme == "https")
    try:
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        connection.request("GET", path, headers={"accept": "image/*", "user-agent": "Dateline"})
        response = connection.getresponse()
        body = response.read(most_bytes + 1)
        if len(body) > most_bytes:
            raise NotFetchedError(f"it is larger than {most_bytes:,} bytes")
        return response.status, response.headers, body
    finally:
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, under the name that was asked for."""

    def __init__(self, host: str, address: str, *, secure: bool) -> None:
        super().__init__(host, PORTS["https" if secure else "http"], timeout=SECONDS)
        self._address = address
        self._secure = secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), timeout=SECONDS)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
