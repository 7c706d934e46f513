"""Run the Django handler for a page the way nobody in particular would ask for it, and see what it read."""

from __future__ import annotations

import io
import logging
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import InternalError, OperationalError, connection
from django.http import HttpResponseBase
from django.urls import set_script_prefix
from django.utils import timezone, translation

from dateline.edition.addresses import split_address
from dateline.edition.errors import RenderFailedError
from dateline.edition.keys import Readings, collecting
from dateline.edition.page import EVERYTHING, IMMUTABLE
from dateline.edition.shelf import Shelf
from dateline.edition.snapshot import read_snapshot

logger = logging.getLogger(__name__)

STORABLE = frozenset((200, 301, 308, 404, 410))
MEANT = "it says Cache-Control: no-store"
FORGOTTEN_HEADERS = frozenset(
    ("content-length", "date", "etag", "vary", "last-modified", "expires", "connection", "server")
)
HARMLESS_VARIATIONS = frozenset(("accept-encoding", "accept-language", "origin"))


@dataclass(frozen=True, slots=True)
class Rendering:
    """What the handler answered, what it depends on, and why it may not be stored, if it may not."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    keys: frozenset[str]
    good_until: datetime | None
    as_of: int
    private: str = ""

    @property
    def is_meant_private(self) -> bool:
        """Say whether the view asked for it, as one does whose answers are never the same twice."""
        return self.private.startswith(MEANT)


class Renderer:
    """Renders addresses with one handler, whose middleware is loaded when it is made."""

    def __init__(self, handler: BaseHandler, *, base_url: str) -> None:
        self._handler = handler
        self._base = urlsplit(base_url)
        # What pages have in common as of the entry with this mark.
        self._shared: tuple[str, Readings] = ("", {})
        self._shelf = Shelf()

    def render(self, address: str) -> Rendering:
        """Render the address in one read snapshot.

        A view that must write first, as when a picture's first rendition is made, is run once outside the
        snapshot. Raises RenderFailedError for a server error and the database's error when it is away.
        """
        rendering, wrote = self._in_snapshot(address)
        if wrote:
            self._respond(address).close()
            rendering, wrote = self._in_snapshot(address)
            if wrote:
                logger.error("edition.page_writes %s writes each time it is rendered", address)
        if rendering.status >= 500:
            raise RenderFailedError(address, rendering.status)
        return rendering

    def answer(self, address: str) -> HttpResponseBase:
        """Return the handler's answer itself, for what is too large or too fixed to be a page; close it."""
        return self._handler.get_response(self._request(address))

    def _in_snapshot(self, address: str) -> tuple[Rendering, bool]:
        refusals = _WriteRefusals()
        with ExitStack() as afterwards:
            with (
                read_snapshot() as as_of,
                collecting(self._readings_of(as_of.mark), kept=self._shelf.as_of(as_of)) as dependencies,
                connection.execute_wrapper(refusals),
            ):
                response = self._respond(address)
                # A response that is closed ends Django's request, and a connection found in a transaction at
                # the end of a request is given up: each page would have to connect anew.
                afterwards.callback(response.close)
                private = _why_private(response)
                body = b"" if private and response.streaming else response.getvalue()
            headers = tuple(
                (name.lower(), value)
                for name, value in response.items()
                if name.lower() not in FORGOTTEN_HEADERS
            )
        keys = frozenset(dependencies.keys)
        if not private and not keys and _is_immutable(headers):
            keys = frozenset((IMMUTABLE,))
        if not keys and response.status_code == 200:
            private = private or "it announces no key"
        rendering = Rendering(
            status=response.status_code,
            headers=headers,
            body=body,
            keys=keys or frozenset((EVERYTHING,)),
            good_until=dependencies.good_until,
            as_of=as_of.number,
            private=private,
        )
        return rendering, refusals.seen

    def _readings_of(self, mark: str) -> Readings:
        """Return what other pages have read in snapshots that show the same newest entry.

        Such snapshots may still differ, but only in what touches no page.
        """
        known, readings = self._shared
        if known != mark:
            readings = {}
            self._shared = (mark, readings)
        return readings

    def _respond(self, address: str) -> Any:
        set_script_prefix("/")
        translation.activate(settings.LANGUAGE_CODE)
        timezone.deactivate()
        return self._handler.get_response(self._request(address))

    def _request(self, address: str) -> WSGIRequest:
        path, query = split_address(address)
        secure = self._base.scheme == "https"
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path.encode().decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": self._base.hostname or "localhost",
            "SERVER_PORT": str(self._base.port or (443 if secure else 80)),
            "HTTP_HOST": self._base.netloc,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": self._base.scheme or "http",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": io.StringIO(),
            "dateline.edition": True,
        }
        return WSGIRequest(environ)


def _is_immutable(headers: tuple[tuple[str, str], ...]) -> bool:
    """Say whether the address names the content, as those of static files with a digest in their name do."""
    return any(name == "cache-control" and "immutable" in value.lower() for name, value in headers)


class _WriteRefusals:
    """Notices that a view tried to write in the snapshot, even if it hides the error."""

    def __init__(self) -> None:
        self.seen = False

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        try:
            return execute(sql, params, many, context)
        except (OperationalError, InternalError) as error:
            self.seen = self.seen or "readonly" in str(error) or "read-only" in str(error)
            raise


def _why_private(response: HttpResponseBase) -> str:
    """Return why an answer is for one visitor or one moment only; empty when it is for everybody."""
    control = response.get("Cache-Control", "").lower()
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    if "no-store" in control:
        return MEANT
    if response.status_code not in STORABLE:
        return f"its status is {response.status_code}"
    if response.streaming and not ("immutable" in control and not getattr(response, "is_async", False)):
        return "it is streamed"
    if response.cookies:
        return "it sets a cookie"
    if any(word in control for word in ("private", "no-store", "no-cache", "max-age=0")):
        return f"it says Cache-Control: {control}"
    if varies - HARMLESS_VARIATIONS:
        return f"it varies by {', '.join(sorted(varies - HARMLESS_VARIATIONS))}"
    return ""
