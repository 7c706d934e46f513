"""The nginx mode's folder: HTML pages as files that nginx serves by itself, compressed beforehand.

Only what nginx can get exactly right is put there: 200 answers of type HTML at addresses that end in a
slash, without a query, with the usual headers and not about to change by themselves: pages that end at a
moment are taken away in good time.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from dateline.edition.page import StoredPage

TYPE = "text/html; charset=utf-8"
# nginx runs as a user of its own, and the command hides new files from others.
READABLE, PASSABLE = 0o644, 0o755
LASTING = 10.0
"""Seconds that a page must still be good for; more than it is taken away before its end."""


class PageFolder:
    """Files named ``<address>index.html`` with ``.gz`` and ``.br`` beside them."""

    def __init__(self, root: Path, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.root = root
        self._headers = frozenset((("content-type", TYPE), *headers))

    def publish(self, page: StoredPage) -> None:
        """Write the page's files, each complete or not at all; withdraw them when nginx cannot serve it."""
        target = self._path(page.address)
        if target is None:
            return
        if not self._can_hold(page):
            self._remove(target)
            return
        self._make(target.parent)
        # nginx makes ETag and Last-Modified from size and time; no two versions share a changed_at.
        modified = int(page.changed_at)
        bodies = page.bodies
        for suffix, body in ((".br", bodies.brotli), (".gz", bodies.gzip), ("", bodies.identity)):
            path = Path(f"{target}{suffix}")
            if body is None:
                path.unlink(missing_ok=True)
                continue
            written = Path(f"{path}.{os.getpid()}.new")
            written.write_bytes(body)
            written.chmod(READABLE)
            os.utime(written, (modified, modified))
            written.rename(path)

    def has(self, page: StoredPage) -> bool:
        """Say whether nginx has the page, or can have nothing at its address."""
        return self._path(page.address) is None or not self._can_hold(page) or self.holds(page.address)

    def holds(self, address: str) -> bool:
        """Say whether there is a file for the address."""
        target = self._path(address)
        return target is not None and target.exists()

    def withdraw(self, addresses: list[str]) -> None:
        """Take these pages out of nginx's reach."""
        for address in addresses:
            target = self._path(address)
            if target is not None:
                self._remove(target)

    def withdraw_all(self) -> None:
        """Take every page out of nginx's reach."""
        if self.root.exists():
            for child in self.root.iterdir():
                shutil.rmtree(child) if child.is_dir() else child.unlink(missing_ok=True)

    def _make(self, folder: Path) -> None:
        """Make a folder that nginx's user may read, whatever this process does with its other files.

        nginx may look at any moment, so a folder gets its name when it may be entered already.
        """
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            made = place.with_name(f".{os.getpid()}.new")
            made.mkdir(exist_ok=True)
            made.chmod(PASSABLE)
            try:
                made.rename(place)
            except OSError:
                # Somebody else has made it meanwhile, and it has pages.
                made.rmdir()

    def _remove(self, target: Path) -> None:
        for suffix in ("", ".gz", ".br"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        with suppress(OSError):
            target.parent.rmdir()

    def _can_hold(self, page: StoredPage) -> bool:
        lasts = page.good_until is None or page.good_until > time.time() + LASTING
        return page.status == 200 and lasts and frozenset(page.headers) == self._headers

    def _path(self, address: str) -> Path | None:
        """Return the one file that nginx looks for at this address, None when it must not find any."""
        parts = address[1:-1].split("/") if address != "/" else []
        if not address.endswith("/") or "?" in address:
            return None
        if any(part in {"", ".", ".."} or part.startswith("index.html") for part in parts):
            return None
        if any(len(part.encode()) > 240 for part in parts):
            return None
        return self.root.joinpath(*parts, "index.html")
