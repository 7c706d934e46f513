"""Typed readers of one table of a TOML file. Wrong values and unknown keys are noted with their line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Self

from dateline.config.problems import Description, Problems, nearest_name

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")


class TomlTable:
    """One table; it remembers which keys were asked for, so that the others can be called unknown."""

    def __init__(
        self,
        values: Mapping[str, Any],
        *,
        source: str,
        lines: list[str],
        problems: Problems,
        header: str = "",
        number: int = 0,
    ) -> None:
        self._values = values
        self._source = source
        self._lines = lines
        self._problems = problems
        self._header = header
        self._number = number
        self._known: set[str] = set()

    def text(self, key: str, *, default: str = "", expected: str, valid: Callable[[str], bool] = bool) -> str:
        """Read text that a predicate accepts."""
        value = self._take(key, default)
        if key not in self._values or (isinstance(value, str) and valid(value)):
            return str(value)
        self.refuse(key, value=value, expected=expected)
        return default

    def required_text(self, key: str, *, expected: str, valid: Callable[[str], bool] = bool) -> str:
        """Read text that must be there."""
        if key not in self._values:
            self._known.add(key)
            self.refuse(key, value=None, expected=expected)
            return ""
        return self.text(key, expected=expected, valid=valid)

    def integer(self, key: str, *, low: int, high: int) -> int | None:
        """Read a whole number between two bounds, or None when the key is not there."""
        value = self._take(key, None)
        if value is None or (type(value) is int and low <= value <= high):
            return value
        self.refuse(key, value=value, expected=f"a whole number from {low} to {high}")
        return None

    def texts(
        self, key: str, *, expected: str, valid: Callable[[str], bool] = bool
    ) -> tuple[str, ...] | None:
        """Read a list of texts, or None when the key is not there."""
        value = self._take(key, None)
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(item, str) and valid(item) for item in value):
            return tuple(value)
        self.refuse(key, value=value, expected=expected)
        return None

    def by_language(self, key: str, *, language: str, is_language: Callable[[str], bool]) -> dict[str, str]:
        """Read a text in the paper's language, or a table of texts by language."""
        value = self._take(key, "")
        if isinstance(value, str):
            return {language: value} if value else {}
        if isinstance(value, dict) and all(
            isinstance(text, str) and is_language(code) for code, text in value.items()
        ):
            return dict(value)
        self.refuse(
            key, value=value, expected='text, or a table by language such as {en = "World", ru = "Мир"}'
        )
        return {}

    def tables(self, key: str) -> list[Self]:
        """Read a list of tables, written as [[key]]."""
        value = self._take(key, [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [
                self._inner(item, header=key, number=number) for number, item in enumerate(value, start=1)
            ]
        self.refuse(key, value=value, expected=f"tables that each begin with [[{key}]]")
        return []

    def table(self, key: str) -> Self:
        """Read one table, written as [key]; an empty one when it is not there."""
        value = self._take(key, {})
        if not isinstance(value, dict):
            self.refuse(key, value=value, expected=f"a table that begins with [{key}]")
            value = {}
        return self._inner(value, header=key, number=0)

    def refuse(self, key: str, *, value: object, expected: str) -> None:
        """Note that the value of a key is wrong."""
        line = self._line_of(key)
        place = f", line {line}" if line else ""
        table = f"[[{self._header}]] number {self._number}, " if self._number else ""
        table = table or (f"[{self._header}], " if self._header else "")
        self._problems.add(where=f"{table}{key} ({self._source}{place})", value=value, expected=expected)

    def refuse_unknown(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._values:
            if key not in self._known:
                self.refuse(key, value=Description("unknown"), expected=nearest_name(key, self._known))

    def _take(self, key: str, default: Any) -> Any:
        self._known.add(key)
        return self._values.get(key, default)

    def _inner(self, values: Mapping[str, Any], *, header: str, number: int) -> Self:
        return type(self)(
            values,
            source=self._source,
            lines=self._lines,
            problems=self._problems,
            header=header,
            number=number,
        )

    def _line_of(self, key: str) -> int:
        """Find the line of a key, or of its table's header; tomllib does not tell. 0 when not found."""
        header, count, header_line = "", 0, 0
        for number, line in enumerate(self._lines, start=1):
            if match := HEADER.match(line):
                header = match[2]
                count += header == self._header
                if header == key and not self._header:
                    return number
            here = header == self._header and (not self._number or count == self._number)
            if here and match:
                header_line = number
            if here and re.match(rf'^\s*"?{re.escape(key)}"?\s*[=.]', line):
                return number
        return header_line
