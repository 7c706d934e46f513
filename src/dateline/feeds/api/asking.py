"""What a request asks of the API, checked: how many, from where, and with which filters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from dateline.feeds.api.addresses import PARAMETERS
from dateline.publishing.choices import Kind
from dateline.stories.choices import Label

USUAL, MOST = 20, 100
LABELS = {"news": "", **{label.value: label.value for label in Label if label.value}}
KINDS = [kind.value for kind in Kind if kind is not Kind.REMOVAL]
_POSITION = re.compile(r"0|([0-9]{1,18})\.([0-9]{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENT_CURSOR = re.compile(r"(-?[0-9]{1,18})\.([0-9]{1,18})")
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,255}")


class BadQueryError(ValueError):
    """Raised when a parameter says what it cannot; its words go to whoever asked."""

    def __init__(self, name: str, expected: str) -> None:
        super().__init__(f"“{name}” must be {expected}.")
        self.name = name


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the order of changes: the log's entry, and which of its stories."""

    number: int = 0
    row: int = 0

    def __str__(self) -> str:
        return f"{self.number}.{self.row}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of one request; empty where nothing was said."""

    given: Mapping[str, str]
    limit: int

    def slug(self, name: str) -> str:
        """Return a filter that is a slug. Raises BadQueryError."""
        value = self.given.get(name, "")
        if name in self.given and not _SLUG.fullmatch(value):
            raise BadQueryError(name, "a slug: letters, digits, hyphens and underscores")
        return value

    def one_of(self, name: str, known: list[str]) -> str:
        """Return a filter that is one of these words. Raises BadQueryError."""
        value = self.given.get(name, "")
        if name in self.given and value not in known:
            raise BadQueryError(name, f"one of {', '.join(known)}")
        return value

    def place(self, name: str) -> Position | datetime | None:
        """Return a position or a moment. Raises BadQueryError."""
        value = self.given.get(name)
        if value is None:
            return None
        match = _POSITION.fullmatch(value)
        if match is not None:
            return Position(int(match[1] or 0), int(match[2] or 0))
        try:
            moment = parse_datetime(value)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            expected = "a position from an earlier answer, 0, or a moment of RFC 3339 with its zone"
            raise BadQueryError(name, expected)
        try:
            return moment.astimezone(UTC)
        except OverflowError:
            # Within a day of the first or last moment that there is, nothing was ever published.
            return moment.replace(tzinfo=UTC)

    def after_moment(self) -> tuple[datetime, int] | None:
        """Return where a list by time goes on. Raises BadQueryError."""
        value = self.given.get("cursor")
        if value is None:
            return None
        match = _MOMENT_CURSOR.fullmatch(value)
        if match is None:
            raise BadQueryError("cursor", "one from an earlier answer")
        try:
            return _EPOCH + timedelta(microseconds=int(match[1])), int(match[2])
        except OverflowError:
            raise BadQueryError("cursor", "one from an earlier answer") from None

    def after_row(self) -> int:
        """Return behind which row a list goes on, 0 for its beginning. Raises BadQueryError."""
        value = self.given.get("cursor", "0")
        if not re.fullmatch(r"[0-9]{1,18}", value):
            raise BadQueryError("cursor", "one from an earlier answer")
        return int(value)


def moment_cursor(moment: datetime, row: int) -> str:
    """Return where a list by time goes on after this row, in microseconds since 1970."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}.{row}"


def asked(query: QueryDict, *, of: str) -> Asked:
    """Return what is asked of this list. Raises BadQueryError for what cannot be."""
    given: dict[str, Any] = {}
    for name in PARAMETERS[of]:
        values = query.getlist(name)
        if len(values) > 1:
            raise BadQueryError(name, "given once")
        if values:
            given[name] = values[0]
    limit = given.get("limit", str(USUAL))
    if not re.fullmatch(r"[0-9]{1,3}", limit) or not 1 <= int(limit) <= MOST:
        raise BadQueryError("limit", f"a number from 1 to {MOST}")
    return Asked(given, int(limit))
