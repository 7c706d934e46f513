"""When two names, headlines or addresses are the same, whatever typography they are written in."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from rapidfuzz import fuzz, process

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "–": "-", "—": "-"}
)
ALIKE = 87
"""Likeness of 100 from which a name is proposed as another writing of a known one."""
_INITIAL = re.compile(r"^\w\.?$")


@lru_cache(maxsize=20_000)
def same_words(text: str) -> str:
    """Return the text in a form in which the same headline in two typographies is the same."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip().casefold()


@lru_cache(maxsize=20_000)
def same_person(name: str) -> str:
    """Return a name in a form that forgets the order of its words, ё and е, full stops and commas."""
    words = same_words(name).replace("ё", "е").replace(",", " ").replace(".", " ").split()
    return " ".join(sorted(words))


def alike(name: str, known: list[str]) -> str | None:
    """Return the known name that this one may be another writing of: a slip, or initials for names."""
    found = process.extractOne(name, known, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if found is not None and found[0] != name:
        return str(found[0])
    parts = name.split()
    if len(parts) < 2 or not any(_INITIAL.match(part) for part in parts[:-1]):
        return None
    surname, first = parts[-1].casefold(), parts[0][0].casefold()
    fitting = [
        each
        for each in known
        if each.casefold().split()[-1:] == [surname] and each[:1].casefold() == first and each != name
    ]
    return fitting[0] if len(fitting) == 1 else None


def old_address(address: str) -> str:
    """Return an address of the old site as it is kept: decoded, from the root, its query sorted.

    Empty when it is no address of a page: another scheme, or nothing.
    """
    parts = parts_of(address.strip())
    if parts.scheme not in ("", "http", "https") or not (parts.path or parts.query or parts.netloc):
        return ""
    path = unquote(parts.path, errors="replace") or "/"
    if not path.startswith("/"):
        path = f"/{path}"
    query = sorted_query(parts.query)
    return f"{path}?{query}" if query else path


def host_of(address: str) -> str:
    """Return the name of the machine in an address; empty where there is none, or it is malformed."""
    return parts_of(address).hostname or ""


def parts_of(address: str) -> SplitResult:
    """Return the parts of an address; those of an empty one where it is malformed."""
    try:
        parts = urlsplit(address)
        _ = parts.hostname
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def sorted_query(query: str) -> str:
    """Return a query in the order of its names, encoded in one way."""
    return urlencode(sorted(parse_qsl(query, keep_blank_values=True))) if query else ""
