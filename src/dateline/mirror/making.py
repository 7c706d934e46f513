"""Make the files of a copy: render a page or fetch what pages use, and turn their links into the copy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils.html import format_html

from dateline.edition.copies import making_a_copy
from dateline.edition.errors import RenderFailedError
from dateline.edition.render import Renderer, Rendering
from dateline.mirror.links import Links, in_html, in_styles
from dateline.mirror.places import NOT_FOUND, PAGES, file_of

GONE = frozenset((404, 410))
MOVED = frozenset((301, 302, 303, 307, 308))
BLOCK = 256 * 1024


@dataclass(frozen=True, slots=True)
class Made:
    """One page as the copy holds it. No ``body``: the copy holds nothing there. A ``problem`` in words."""

    address: str
    body: bytes | None = None
    keys: frozenset[str] = frozenset()
    used: tuple[str, ...] = ()
    good_until: float | None = None
    as_of: int = 0
    problem: str = ""


class Maker:
    """Makes files in this process. ``below`` is the path at which a host keeps the copy."""

    def __init__(self, *, base_url: str, below: str) -> None:
        self.base_url = base_url
        self.below = below
        self._renderer = Renderer(WSGIHandler(), base_url=base_url)

    def make(self, addresses: Iterable[str]) -> list[Made]:
        """Render pages, each in a snapshot of its own. Raises the database's error when it is away."""
        return [self._make(address) for address in addresses]

    def fetch(self, address: str, *, into: Path) -> tuple[str, ...] | None:
        """Write what pages use into a file and return what it uses itself; None if the paper has it no more.

        It is asked for as a reader would: the storage may be anywhere, and what is withheld stays withheld.
        """
        with making_a_copy():
            response = self._renderer.answer(address)
        try:
            if response.status_code != 200:
                return None
            links = Links(address, base_url=self.base_url)
            if response.get("Content-Type", "").startswith("text/css"):
                text = b"".join(response).decode()
                into.write_bytes(in_styles(text, links).encode())
            else:
                with into.open("wb") as file:
                    for block in response:
                        file.write(block)
            return tuple(sorted(links.used))
        finally:
            response.close()

    def gives(self, address: str) -> bool:
        """Say whether the paper still gives what pages use."""
        with making_a_copy():
            response = self._renderer.answer(address)
        response.close()
        return response.status_code == 200

    def _make(self, address: str) -> Made:
        try:
            with making_a_copy():
                rendering = self._renderer.render(address)
        except RenderFailedError as error:
            return Made(address, problem=str(error))
        if rendering.private and rendering.status not in MOVED:
            return Made(address, problem=f"{address} is for one visitor or one moment: {rendering.private}.")
        links = Links(address, base_url=self.base_url, below=self.below if address == NOT_FOUND else "")
        try:
            body = self._body(address, rendering, links)
        except ValueError as error:
            return Made(address, problem=f"{address}: {error}")
        return Made(
            address,
            body=body,
            keys=rendering.keys,
            used=tuple(sorted(links.used)),
            good_until=rendering.good_until.timestamp() if rendering.good_until else None,
            as_of=rendering.as_of,
        )

    def _body(self, address: str, rendering: Rendering, links: Links) -> bytes | None:
        headers = dict(rendering.headers)
        is_page = file_of(address).endswith(PAGES)
        if rendering.status in MOVED:
            # In a file of another kind no browser would follow it.
            return _signpost(headers["location"], links) if is_page else None
        if rendering.status in GONE and address != NOT_FOUND:
            return None
        kind = headers.get("content-type", "")
        if kind.startswith("text/html") != is_page:
            raise ValueError(
                f"{kind} cannot be in {file_of(address)}; packages name files with register_index."
            )
        return in_html(rendering.body.decode(), links).encode() if is_page else rendering.body


def _signpost(location: str, links: Links) -> bytes:
    """Return a page that leads on at once, for hosts that know no redirects."""
    target = links.to(location)
    home = location if "://" in location else settings.BASE_URL + location
    return format_html(
        '<!doctype html>\n<html lang="{}">\n<head>\n<meta charset="utf-8">\n<title>{}</title>\n'
        '<link rel="canonical" href="{}">\n<meta name="robots" content="noindex">\n'
        '<meta http-equiv="refresh" content="0; url={}">\n</head>\n'
        '<body><p><a href="{}">{}</a></p></body>\n</html>\n',
        *(settings.LANGUAGE_CODE, home, home, target, target, home),
    ).encode()
