"""What the fakes of the services share: an HTTP server on this machine, and moods in which it fails.

A mood holds for the next requests and is one of: a status to answer without doing anything, ``lost`` (it is
done, and no answer comes), ``hang up`` (nothing is done, no answer comes), ``silence`` (the same, slowly).
"""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.local_server import LocalServer


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    data: dict[str, Any]


@dataclass
class Answered:
    """What is answered; ``text`` instead of JSON stands for something before the service itself."""

    status: int
    data: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    text: str | None = None


class FakeServer(LocalServer):
    """Listens on this machine. Subclasses say what they answer."""

    def __init__(self) -> None:
        self.moods: list[Any] = []
        self.asked: list[Asked] = []
        self.lock = threading.Lock()
        super().__init__(_Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, asked: Asked) -> Answered:
        raise NotImplementedError

    def failure(self, status: int) -> Answered:
        """Return what the service answers with this status when it does nothing."""
        raise NotImplementedError


class _Handler(BaseHTTPRequestHandler):
    server_of: FakeServer

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        parts = urlsplit(self.path)
        asked = Asked(
            self.command,
            parts.path,
            {name: values[-1] for name, values in parse_qs(parts.query).items()},
            {name.lower(): value for name, value in self.headers.items()},
            json.loads(self.rfile.read(length) or b"{}"),
        )
        with self.server_of.lock:
            self.server_of.asked.append(asked)
            mood = self.server_of.moods.pop(0) if self.server_of.moods else None
            if mood in (None, "lost"):
                answered = self.server_of.answer(asked)
        if isinstance(mood, int):
            answered = self.server_of.failure(mood)
        elif isinstance(mood, Answered):
            answered = mood
        elif mood == "silence":
            self.server_of.stop.wait(60)
        if mood in ("lost", "hang up", "silence"):
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        self._write(answered)

    do_GET = do_PUT = do_DELETE = do_POST

    def _write(self, answered: Answered) -> None:
        is_text = answered.text is not None
        body = (answered.text or "").encode() if is_text else json.dumps(answered.data).encode()
        with suppress(OSError):
            self.send_response(answered.status)
            self.send_header("content-type", "text/html" if is_text else "application/json")
            for name, value in answered.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
