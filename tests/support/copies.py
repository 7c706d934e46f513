"""Look at a copy of the paper the way a browser would: read every page, follow every link, to the byte."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

LINKS = {"href", "src", "action", "poster", "data"}
LISTS = {"srcset", "imagesrcset"}


class PageReader(HTMLParser):
    """Every tag, word and comment of a page, in order, and its links."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.events: list[tuple[object, ...]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        plain = {name: value for name, value in attrs if name not in LINKS | LISTS}
        self.events.append(("start", tag, tuple(plain.items()), tuple(name for name, _ in attrs)))
        if tag == "link" and ("rel", "canonical") in attrs:
            return
        for name, value in attrs:
            if name in LINKS and value is not None:
                self.links.append(value)
            if name in LISTS and value:
                self.links += [candidate.split()[0] for candidate in value.split(",")]

    def handle_endtag(self, tag: str) -> None:
        self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        self.events.append(("text", data))

    def handle_comment(self, data: str) -> None:
        self.events.append(("comment", data))


def links_of(path: Path) -> list[str]:
    """Return the links in a page or a style sheet."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".css":
        return re.findall(r"""url\(["']?([^"')]+)""", text)
    return PageReader(text).links


def readable_files(root: Path) -> Iterator[Path]:
    """Yield the pages and style sheets of a copy."""
    yield from (path for path in sorted(root.rglob("*")) if path.suffix in {".html", ".css"})


# What a copy cannot do, the paper does: forms and links lead there.
AT_THE_PAPER = ("/corrections/report/", "/archive/difference/")


def broken_links(root: Path, *, home: str, below: str = "/") -> list[str]:
    """Return every link in a copy that leads nowhere, or not to a file, opened as a folder."""
    broken = []
    for path in readable_files(root):
        for link in links_of(path):
            parts = urlsplit(link)
            if link.startswith("#") or (parts.scheme and not link.startswith(home)):
                continue
            if parts.scheme and parts.path in AT_THE_PAPER:
                continue
            if path == root / "404.html" and link.startswith(below):
                target = root / unquote(parts.path.removeprefix(below))
            else:
                target = Path(os.path.normpath(path.parent / unquote(parts.path)))
            if parts.scheme or (link.startswith("/") and path.name != "404.html") or not target.is_file():
                broken.append(f"{path.relative_to(root)}: {link}")
    return broken


def addresses_used(root: Path, *, at: str) -> set[str]:
    """Return every address that pages of a copy lead to when a host keeps it at this address."""
    found = set()
    for path in readable_files(root):
        here = at + path.relative_to(root).as_posix()
        found |= {urljoin(here, link).partition("#")[0] for link in links_of(path)}
    return {address for address in found if address.startswith(at)}


def tree(root: Path) -> dict[str, str]:
    """Return the digest of every public file of a copy."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file() and path.relative_to(root).parts[0] != ".dateline-export"
    }


def times(root: Path) -> dict[str, int]:
    """Return when every public file was written."""
    return {name: (root / name).stat().st_mtime_ns for name in tree(root)}
