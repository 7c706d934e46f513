"""Where a paper can be read by whoever checks it: over the network, or in the folder of a copy."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote, urlsplit

from dateline.lib.tlog.auditing import linked_paths

TIMEOUT_SECONDS = 20
LONGEST_ANSWER = 40 * 1024 * 1024
INDEX = "index.html"


class AwayError(Exception):
    """Raised when what should be checked cannot be read at all."""


class PaperAtAddress:
    """A paper as its readers get it."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.origin = f"{parts.scheme}://{parts.netloc}"

    def log(self, path: str) -> bytes | None:
        """Return a file below /log/."""
        return self.page(f"/log/{path}")

    def page(self, path: str) -> bytes | None:
        """Return what is at an address; raises AwayError when nobody answers."""
        address = self.origin + quote(path, safe="/%")
        request = urllib.request.Request(address, headers={"User-Agent": "dateline-verify (bot)"})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
                return bytes(response.read(LONGEST_ANSWER))
        except urllib.error.HTTPError as error:
            if error.code in (404, 410):
                return None
            raise AwayError(f"{address} answers {error.code}.") from error
        except (OSError, HTTPException) as error:
            raise AwayError(f"{address} cannot be reached: {getattr(error, 'reason', error)}.") from error

    def name(self, path: str) -> str:
        """Return the whole address."""
        return self.origin + path

    def paths(self) -> Iterator[str]:
        """Yield what the sitemap lists, or what the front page links to where there is none."""
        listed = self.page("/sitemap.xml") or self.page("/") or b""
        yield from linked_paths(listed.decode(errors="replace"), origin=self.origin)


class PaperInFolder:
    """A copy of a paper as static files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def log(self, path: str) -> bytes | None:
        """Return a file below log/, or of the folder itself when it is a copy of the log alone."""
        found = self._read(Path("log") / path)
        return self._read(Path(path)) if found is None else found

    def page(self, path: str) -> bytes | None:
        """Return the file that holds this address."""
        return self._read(Path(path.lstrip("/") + (INDEX if path.endswith("/") else "")))

    def name(self, path: str) -> str:
        """Return the name of the file."""
        return str(self.folder / (path.lstrip("/") + (INDEX if path.endswith("/") else "")))

    def paths(self) -> Iterator[str]:
        """Yield the address of every page in the folder."""
        for file in sorted(self.folder.rglob(INDEX)):
            yield f"/{file.relative_to(self.folder).parent.as_posix()}/".replace("/./", "/")

    def _read(self, path: Path) -> bytes | None:
        if ".." in path.parts:
            return None
        try:
            return (self.folder / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        except OSError as error:
            raise AwayError(f"{self.folder / path} cannot be read: {error.strerror}.") from error
