"""A node in this process: the front with its own folder, asked through the interface that Granian uses."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import AsyncIterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from dateline.edition.configuration import Configuration
from dateline.edition.render import Renderer
from dateline.edition.server import Front


@dataclass
class Response:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content(self) -> bytes:
        """The body as it was before compression."""
        encoding = self.headers.get("content-encoding")
        if encoding == "br":
            return bytes(brotli.decompress(self.body))
        return gzip.decompress(self.body) if encoding == "gzip" else self.body


class Headers:
    """Headers as RSGI offers them."""

    def __init__(self, pairs: dict[str, str]) -> None:
        self._pairs = pairs

    def __contains__(self, key: str) -> bool:
        return key in self._pairs

    def get(self, key: str, default: Any = None) -> Any:
        return self._pairs.get(key, default)

    def items(self) -> list[tuple[str, str]]:
        return list(self._pairs.items())

    def keys(self) -> list[str]:
        return list(self._pairs)


class Scope:
    """A request as RSGI describes it."""

    proto, http_version, scheme, server, client = "http", "1.1", "http", "127.0.0.1:8000", "127.0.0.1:5000"
    authority = None

    def __init__(self, method: str, target: str, headers: dict[str, str]) -> None:
        path, _, self.query_string = target.partition("?")
        self.path = unquote(path)
        self.method = method
        self.headers = Headers({"host": "paper.test", **headers})


class Proto:
    """Where RSGI answers go."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.answer: Response | None = None

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        assert self.answer is None, "answered twice"
        assert all(isinstance(part, str) for header in headers for part in header)
        self.answer = Response(status, dict(headers), body)

    def response_empty(self, status: int, headers: list[tuple[str, str]]) -> None:
        self.response_bytes(status, headers, b"")

    def response_file(self, status: int, headers: list[tuple[str, str]], file: str) -> None:
        self.response_bytes(status, headers, Path(file).read_bytes())

    def response_file_range(
        self, status: int, headers: list[tuple[str, str]], file: str, start: int, end: int
    ) -> None:
        self.response_bytes(status, headers, Path(file).read_bytes()[start:end])

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> Proto:
        self.response_bytes(status, headers, b"")
        return self

    async def send_bytes(self, data: bytes) -> None:
        assert self.answer is not None
        self.answer.body += data


class Node:
    """One web worker with its event loop in a thread."""

    def __init__(self, directory: Path, **options: Any) -> None:
        self.configuration = Configuration(directory=directory, base_url=settings.BASE_URL, **options)
        # As build_front does: the addresses declare queries and forms.
        _ = get_resolver().url_patterns
        self.front = Front(WSGIHandler(), self.configuration)
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()
        self.front.__rsgi_init__(self.loop)

    @property
    def counters(self) -> Any:
        return self.front.counters

    def count(self, name: str) -> int:
        from dateline.edition.metrics import INDEX  # noqa: PLC0415

        return int(self.front.counters.cells[INDEX[name]])

    def ask(self, target: str, method: str = "GET", body: bytes = b"", **headers: Any) -> Future[Response]:
        """Send a request; header names with underscores for hyphens."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return asyncio.run_coroutine_threadsafe(self._ask(method, target, names, body), self.loop)

    def get(self, target: str, **headers: Any) -> Response:
        """Send a GET and wait for its answer."""
        return self.ask(target, **headers).result(timeout=30)

    def close(self) -> None:
        """Stop as Granian stops a worker."""
        self.front.__rsgi_del__(self.loop)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    async def _ask(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Response:
        proto = Proto(body)
        await self.front.__rsgi__(Scope(method, target, headers), proto)
        assert proto.answer is not None, "not answered"
        return proto.answer


def fresh_rendering(address: str) -> tuple[int, bytes]:
    """Return status and body of a rendering that no store has seen."""
    rendering = Renderer(WSGIHandler(), base_url=settings.BASE_URL).render(address)
    return rendering.status, rendering.body
