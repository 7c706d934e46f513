"""A partner's server that takes webhooks, and fails in every way that a server can."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.support.local_server import LocalServer


@dataclass
class Taken:
    """A message as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


class Receiver(LocalServer):
    """Listens on this machine; ``mood`` says how it behaves."""

    def __init__(self) -> None:
        self.mood: Any = 200
        self.taken: list[Taken] = []
        super().__init__(_Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?from=paper"

    @property
    def events(self) -> list[str]:
        return [one.data["type"] for one in self.taken]


class _Handler(BaseHTTPRequestHandler):
    server_of: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server_of.taken.append(Taken({**headers, ":path": self.path}, body))
        if isinstance(self.server_of.mood, int):
            self._answer(self.server_of.mood)
        else:
            getattr(self, f"_{self.server_of.mood.replace(' ', '_')}")()

    def _answer(self, status: int) -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("location", f"http://127.0.0.1:{self.server_of.port}/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def _hang_up(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def _nonsense(self) -> None:
        self.wfile.write(b"this is no HTTP\r\n\r\n")

    def _silence(self) -> None:
        self.server_of.stop.wait(60)

    def _drip(self) -> None:
        """Write a header letter by letter: each comes within any time-out for a read."""
        with suppress(OSError):
            self.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
            while not self.server_of.stop.wait(0.02):
                self.wfile.write(b"x")
                self.wfile.flush()

    def _endless(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n")
        self.server_of.stop.wait(0.1)

    do_GET = do_POST
