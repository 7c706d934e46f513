"""A subscriber of WebSub and a hub, as the recommendation and its forerunner describe them.

W3C Recommendation "WebSub", 23 January 2018: section 5.1 (the request), 5.2 (denial), 5.3 (verification of
intent), 7 (content distribution), 8 (authenticated content distribution). How a publisher tells a hub is left
open there (section 6); PubSubHubbub Core 0.4, section 7 has ``hub.mode=publish`` and ``hub.url``.
tests/unit/feeds/test_subscribing.py holds these fakes against the examples of the documents.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from tests.support.local_server import LocalServer


@dataclass
class Subscriber:
    """Knows what it asked for; says no to everything else, as section 5.3.1 demands."""

    topic: str
    mode: str = "subscribe"
    secret: str = ""
    is_denied: str = ""
    confirmed: list[int] = field(default_factory=list)
    """Seconds of each lease that was confirmed."""
    contents: list[bytes] = field(default_factory=list)
    refused: list[bytes] = field(default_factory=list)
    """Bodies whose signature does not hold; answered with success, as section 8 says, and thrown away."""

    def asked(self, query: str) -> tuple[int, bytes]:
        """Answer a GET at the callback."""
        sent = dict(parse_qsl(query, keep_blank_values=True))
        if sent.get("hub.topic") != self.topic:
            return 404, b""
        if sent.get("hub.mode") == "denied":
            self.is_denied = sent.get("hub.reason", "-")
            return 200, b""
        if sent.get("hub.mode") != self.mode or not sent.get("hub.challenge"):
            return 404, b""
        if self.mode == "subscribe":
            if not sent.get("hub.lease_seconds", "").isdecimal():
                return 404, b""
            self.confirmed.append(int(sent["hub.lease_seconds"]))
        return 200, sent["hub.challenge"].encode()

    def told(self, headers: dict[str, str], body: bytes) -> int:
        """Take a POST at the callback."""
        links = headers.get("link", "")
        if f'<{self.topic}>; rel="self"' not in links or 'rel="hub"' not in links:
            return 400
        if self.secret and not self._is_signed(headers.get("x-hub-signature", ""), body):
            self.refused.append(body)
        else:
            self.contents.append(body)
        return 204

    def _is_signed(self, header: str, body: bytes) -> bool:
        method, _, sent = header.partition("=")
        if method not in ("sha1", "sha256", "sha384", "sha512"):
            return False
        made = hmac.new(self.secret.encode(), body, getattr(hashlib, method)).hexdigest()
        return hmac.compare_digest(made, sent)


@dataclass
class OutsideHub:
    """Takes pings as PubSubHubbub 0.4 says: 2xx for what it accepts, 4xx for anything else."""

    pinged: list[str] = field(default_factory=list)

    def told(self, headers: dict[str, str], body: bytes) -> int:
        sent = parse_qs(body.decode())
        if headers.get("content-type") != "application/x-www-form-urlencoded":
            return 415
        if sent.get("hub.mode") != ["publish"] or not sent.get("hub.url"):
            return 400
        self.pinged.extend(sent["hub.url"])
        return 204


class Server(LocalServer):
    """Serves a subscriber or a hub on this machine. With ``status`` it answers only that."""

    def __init__(self, who: Any) -> None:
        self.who, self.status = who, 0
        super().__init__(_Handler)
        self.url = f"http://127.0.0.1:{self.port}/callback?own=1"


class _Handler(BaseHTTPRequestHandler):
    server_of: Server

    def do_GET(self) -> None:
        query = urlsplit(self.path).query
        # A callback's own parameters must come back with what the hub adds.
        is_whole = ("own", "1") in parse_qsl(query)
        status, body = self.server_of.who.asked(query) if is_whole else (404, b"")
        self._answer(self.server_of.status or status, body)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._answer(self.server_of.status or self.server_of.who.told(headers, body), b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
