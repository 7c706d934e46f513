"""Forms of old addresses with the number of the story in them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl

from dateline.archive.sameness import sorted_query

NUMBER = "number"
_FIELD = re.compile(r"\{(\w+)\}")
_KINDS = {NUMBER: r"(?P<number>[0-9]{1,18})", "any": r"[^?]*?", "word": r"[^/?]+?", "year": r"[0-9]{4}"}


class PatternError(ValueError):
    """A pattern cannot be used; the message says what was expected."""


def check_pattern(pattern: str) -> None:
    """Raise PatternError when this is no form of an address."""
    if not pattern.startswith("/"):
        raise PatternError(f"{pattern}: expected a form that begins with /")
    for name in _FIELD.findall(pattern):
        if name not in _KINDS:
            raise PatternError(f"{pattern}: {{{name}}}; expected one of {', '.join(sorted(_KINDS))}")
    if pattern.count(f"{{{NUMBER}}}") > 1:
        raise PatternError(f"{pattern}: expected {{{NUMBER}}} once")


@lru_cache(maxsize=500)
def expression(pattern: str) -> re.Pattern[str]:
    """Return what matches the whole path of addresses of this form.

    Each part is bounded by a character that it cannot hold, so that matching takes time in proportion to the
    address.
    """
    path = pattern.partition("?")[0]
    parts = re.split(r"\{(\w+)\}", path)
    pieces = [
        _KINDS.get(part, re.escape(part)) if position % 2 else re.escape(part)
        for position, part in enumerate(parts)
    ]
    return re.compile("".join(pieces).rstrip("/") + "/?")


def match(pattern: str, address: str) -> str | None:
    """Return the number in an address of this form, "" for a form without a number, None where it differs.

    Of the query, what the pattern names must be there; what else there is does not matter.
    """
    path, _, query = address.partition("?")
    found = expression(pattern).fullmatch(path)
    if found is None:
        return None
    number = found.groupdict().get(NUMBER) or ""
    wanted = parse_qsl(pattern.partition("?")[2], keep_blank_values=True)
    given = dict(parse_qsl(query, keep_blank_values=True))
    for name, value in wanted:
        if name not in given:
            return None
        if value == f"{{{NUMBER}}}":
            if not given[name].isascii() or not given[name].isdigit() or len(given[name]) > 18:
                return None
            number = given[name]
        elif not _FIELD.fullmatch(value) and given[name] != value:
            return None
    return number


def query_names(address: str) -> tuple[str, list[str]]:
    """Return the path of an address or a pattern and the names of its query, sorted."""
    path, _, query = address.partition("?")
    return path, sorted({name for name, _value in parse_qsl(sorted_query(query), keep_blank_values=True)})
