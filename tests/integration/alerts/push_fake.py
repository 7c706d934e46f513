"""A push service with the browsers behind it, by RFC 8030, RFC 8291 and RFC 8292.

It refuses what the standards let a service refuse: a message without TTL (section 5.2), a topic that is none
(5.4), an urgency that is none (5.3), a body that is too large (7.2), a token for another service, for longer
than a day, or of another key than that of the subscription (RFC 8292, sections 2 and 4.2). Like a device, it
shows one notification for each tag. ``moods`` are answers for the next requests: a status, a pair of status
and headers, or ``hang up``.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from cryptography.exceptions import InvalidSignature

from tests.support.local_server import LocalServer
from tests.support.web_push import LARGEST, Browser, NotTheStandardError, claims_of

TOPIC = re.compile(r"[A-Za-z0-9_-]{1,32}")
URGENCIES = ("very-low", "low", "normal", "high")
A_DAY = 24 * 60 * 60


@dataclass
class Subscribed:
    """One browser's subscription."""

    browser: Browser
    key: str
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Notifications by tag."""
    headers: list[dict[str, str]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)


class FakePush(LocalServer):
    """Listens on this machine."""

    def __init__(self) -> None:
        self.subscribed: dict[str, Subscribed] = {}
        self.moods: list[Any] = []
        self.asked: list[str] = []
        self.refused: list[str] = []
        self.lock = threading.Lock()
        super().__init__(_Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def subscribe(self, *, key: str) -> dict[str, Any]:
        """Return what ``PushManager.subscribe`` gives a page."""
        path, browser = f"/push/{len(self.subscribed) + 1}", Browser()
        self.subscribed[path] = Subscribed(browser, key)
        return {"endpoint": f"{self.url}{path}", "expirationTime": None, "keys": browser.keys}

    def shown(self, sent: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what stands on the screen of a device."""
        return list(self.of(sent).shown.values())

    def of(self, sent: dict[str, Any]) -> Subscribed:
        return self.subscribed[sent["endpoint"].removeprefix(self.url)]

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """Take a message, or return the status with which it is refused."""
        found = self.subscribed.get(path)
        if found is None:
            return 410
        if len(body) > LARGEST:
            return 413
        if not headers.get("ttl", "").isdecimal() or headers.get("content-encoding") != "aes128gcm":
            return 400
        if not TOPIC.fullmatch(headers.get("topic", "a")) or headers.get("urgency", "low") not in URGENCIES:
            return 400
        try:
            claims = claims_of(headers.get("authorization", ""), key=found.key)
        except (InvalidSignature, NotTheStandardError, ValueError):
            return 403
        if claims.get("aud") != self.url or not 0 < claims["exp"] - time.time() <= A_DAY:
            return 403
        if not re.match(r"mailto:.+@|https?://", claims.get("sub", "")):
            return 403
        message = json.loads(found.browser.open(body))
        assert message["web_push"] == 8030
        told = message["notification"]
        found.shown[told["tag"]] = told
        found.headers.append(headers)
        found.claims.append(claims)
        return 201


class _Handler(BaseHTTPRequestHandler):
    server_of: FakePush

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        headers = {name.lower(): value for name, value in self.headers.items()}
        with self.server_of.lock:
            self.server_of.asked.append(self.path)
            mood = self.server_of.moods.pop(0) if self.server_of.moods else None
        if mood == "hang up":
            with suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
            return
        status, more = mood if isinstance(mood, tuple) else (mood, {})
        if status is None:
            try:
                status = self.server_of.take(self.path, headers, body)
            except Exception as error:  # noqa: BLE001 - it is shown by the test, not by this thread
                self.server_of.refused.append(repr(error))
                status = 400
        with suppress(OSError):
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()
