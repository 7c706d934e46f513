"""What a node serves at an address, beside what would be rendered there now."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import dataclass
from typing import Any

import brotli
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from dateline.edition.press import Kind
from dateline.edition.render import Renderer
from tests.edition_site.harness import Node

PATIENCE = 120  # seconds


@dataclass(frozen=True)
class Reading:
    """An answer as far as a reader can tell one from another, and the keys that it depends on."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    keys: frozenset[str]

    @property
    def seen(self) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """What the reader gets."""
        return self.status, self.headers, self.body


class Reader:
    """Reads from a node and renders afresh."""

    def __init__(self) -> None:
        self._handler = WSGIHandler()

    def fresh(self, address: str) -> Reading:
        """Return what no store has seen."""
        # A renderer of its own, because others share what they have read.
        rendering = Renderer(self._handler, base_url=settings.BASE_URL).render(address)
        return Reading(rendering.status, tuple(sorted(rendering.headers)), rendering.body, rendering.keys)

    def served(self, node: Node, address: str) -> Reading | None:
        """Return what the node's front finds; None for what it makes anew for each reader."""
        outcome: Any = asyncio.run_coroutine_threadsafe(node.front.find(address), node.loop).result(
            timeout=PATIENCE
        )
        if outcome.kind is Kind.VISITOR:
            return None
        assert outcome.kind is Kind.FRESH, f"{address}: {outcome.kind}"
        page = outcome.servable.page
        bodies = page.bodies
        assert bodies.gzip is None or gzip.decompress(bodies.gzip) == bodies.identity
        assert bodies.brotli is None or brotli.decompress(bodies.brotli) == bodies.identity
        return Reading(page.status, tuple(sorted(page.headers)), bodies.identity, page.keys)
