"""Which file of a copy holds an address, and how one file is linked from another.

A pure function of the address: links are written before anybody knows which pages there are. Names are kept
to what every file system takes, because copies travel on sticks.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from hashlib import blake2b
from urllib.parse import quote

from dateline.edition.copies import INDEX, index_name, is_file_of_pages
from dateline.mirror.errors import NoFileNameError

OURS = ".dateline-export"
"""The folder inside a copy that says whose it is; no address leads into it."""

NOT_FOUND = "/404.html"
"""The page that static hosts show for addresses that they do not have."""

PAGES = (".html", ".htm")
# What hosts send with a type of its own. Old addresses end in anything (.php, .aspx, v1.2); a folder with a
# page in it answers all of them.
ENDINGS = frozenset(
    (
        *PAGES,
        ".xml",
        ".json",
        ".txt",
        ".ics",
        ".csv",
        ".pdf",
        ".opml",
        ".rss",
        ".atom",
        ".webmanifest",
        ".ico",
        ".svg",
    )
)
LONGEST_NAME = 200
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*%]|[. ]$')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_IN_LINKS = "/~!$&'()*+,;=@"


def file_of(address: str) -> str:
    """Return the path of the file below the copy's folder, with slashes. Raises NoFileNameError."""
    if not address.startswith("/") or "?" in address:
        raise NoFileNameError(address)
    *folders, name = address.removeprefix("/").split("/")
    if not name:
        name = index_name(address)
    elif not is_file_of_pages(address) and posixpath.splitext(name)[1].lower() not in ENDINGS:
        folders, name = [*folders, name], INDEX
    parts = [*folders, name]
    if any(part in ("", ".", "..") for part in parts) or parts[0].casefold() == OURS:
        raise NoFileNameError(address)
    return "/".join(map(_safe, parts))


def link_between(file: str, target: str) -> str:
    """Return the relative address of one file from another."""
    return quote(posixpath.relpath(target, posixpath.dirname(file) or "."), safe=_IN_LINKS)


def link_below(folder: str, target: str) -> str:
    """Return the address of a file on a host that keeps the copy below this path."""
    return folder + quote(target, safe=_IN_LINKS)


def folded(file: str) -> str:
    """Return what two files share that are one file on a stick or on a Mac."""
    return unicodedata.normalize("NFC", file).casefold()


def _safe(part: str) -> str:
    part = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", part)
    if _RESERVED.match(part):
        part = f"%{ord(part[0]):02X}{part[1:]}"
    raw = part.encode()
    if len(raw) <= LONGEST_NAME:
        return part
    ending = posixpath.splitext(part)[1]
    ending = ending if len(ending.encode()) <= 20 else ""
    digest = blake2b(raw, digest_size=8).hexdigest()
    return f"{raw[: LONGEST_NAME - 40].decode(errors='ignore')}-{digest}{ending}"
