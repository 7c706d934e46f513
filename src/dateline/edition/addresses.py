"""Which addresses the edition answers, and in what form it knows them.

A page uses only the query parameters that were declared for its prefix; all others are dropped, so that
they neither make new pages nor reach the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from dateline.edition.errors import AddressRegisteredError, BadAddressError

LONGEST_PATH = 2000
LONGEST_QUERY = 2000
MOST_PARAMETERS = 100

_IMPOSSIBLE = re.compile("[\x00-\x1f\x7f\ufffd]")

QUERIES_KEY = "old-queries"
"""Touched by entries after which other parameters are to be learned."""

_query_parameters: dict[str, frozenset[str]] = {}
_learned: dict[str, frozenset[str]] = {}
_sources: list[Callable[[], Mapping[str, Iterable[str]]]] = []
_bypassed: list[str] = []
_for_programs: tuple[str, ...] = ()


def register_query(prefix: str, names: Iterable[str]) -> None:
    """Declare the query parameters that pages under this prefix use.

    Raises AddressRegisteredError when the prefix was declared with other names.
    """
    wanted = frozenset(names)
    if _query_parameters.setdefault(prefix, wanted) != wanted:
        raise AddressRegisteredError(prefix)


def register_query_source(source: Callable[[], Mapping[str, Iterable[str]]]) -> None:
    """Register who knows, by path, parameters that only the database can tell: those of an old site.

    They count for exactly these paths, where no prefix was declared.
    """
    if source not in _sources:
        _sources.append(source)


def learn_queries() -> None:
    """Ask the sources anew. Followers of the log call it at the start and after an entry with the key."""
    global _learned
    _learned = {path: frozenset(names) for source in _sources for path, names in source().items()}


def register_bypass(prefix: str) -> None:
    """Send every request under this prefix to Django as it is: the desk, previews, health.

    One that does not end in a slash is a single address.
    """
    if prefix not in _bypassed:
        _bypassed.append(prefix)


def bypassed_prefixes() -> tuple[str, ...]:
    """Return the prefixes that go straight to Django, and the single addresses that do."""
    return tuple(_bypassed)


def query_prefixes() -> tuple[str, ...]:
    """Return the prefixes with declared query parameters."""
    return tuple(_query_parameters)


def is_bypassed(path: str) -> bool:
    """Say whether requests for this decoded path go straight to Django."""
    return any(path == one or (one.endswith("/") and path.startswith(one)) for one in _bypassed)


def register_programs(prefix: str) -> None:
    """Declare what is under this prefix as made for programs, see ``programs``."""
    global _for_programs
    if prefix not in _for_programs:
        _for_programs = (*_for_programs, prefix)


def is_for_programs(path: str) -> bool:
    """Say whether this path or page address was declared so."""
    return path.startswith(_for_programs)


def page_address(path: str, query: str) -> str:
    """Return the one form in which a page is known: its decoded path and the query parameters it uses.

    Raises BadAddressError for what no page can have: control characters, invalid UTF-8, absurd lengths.
    """
    if len(path) > LONGEST_PATH or len(query) > LONGEST_QUERY:
        raise BadAddressError(414, "The address is too long.")
    if not path.startswith("/") or _IMPOSSIBLE.search(path):
        raise BadAddressError(400, "The address is malformed.")
    if "?" in path:
        # Percent-encoded question marks: no page has one, and they would look like a query below.
        raise BadAddressError(404, "There is no such page.")
    used = _used_query(path, query) if query else ""
    return f"{path}?{used}" if used else path


def split_address(address: str) -> tuple[str, str]:
    """Return path and query of a page address."""
    path, _, query = address.partition("?")
    return path, query


def _used_query(path: str, query: str) -> str:
    names: frozenset[str] = frozenset()
    longest = -1
    for prefix, declared in _query_parameters.items():
        if path.startswith(prefix) and len(prefix) > longest:
            names, longest = declared, len(prefix)
    names = names or _learned.get(path, names)
    if not names:
        return ""
    try:
        pairs = parse_qsl(query, max_num_fields=MOST_PARAMETERS, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise BadAddressError(400, "The query is malformed.") from error
    used = sorted((name, value) for name, value in pairs if name in names)
    if any("\x00" in value for _, value in used):
        raise BadAddressError(400, "The query is malformed.")
    return urlencode(used)
