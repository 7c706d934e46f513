"""JSON of any size, item by item: what was whole before a break comes in, and the break is named."""

from __future__ import annotations

import json
import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from dateline.archive.parsing.charsets import decode
from dateline.archive.parsing.sources import READ_ERRORS, Readable, Source, said
from dateline.archive.records import Problem

CHUNK = 1 << 18
LARGEST_ITEM = 1 << 26
DEEPEST = 100
MOST_PROBLEMS = 1_000

_SPACE = re.compile(r"[ \t\n\r]*")


@dataclass(slots=True)
class _Text:
    """A window on a long text that is read on when it is used up."""

    stream: Readable
    encoding: str
    window: str = ""
    at: int = 0
    before: int = 0
    ended: bool = False
    _decoder: Any = None

    def more(self) -> bool:
        """Read on; say whether there was anything."""
        if self.ended:
            return False
        if self._decoder is None:
            self._decoder = getincrementaldecoder(self.encoding)(errors="replace")
        data = self.stream.read(CHUNK)
        self.ended = not data
        self.before += self.at
        self.window = self.window[self.at :] + self._decoder.decode(data, final=not data)
        self.at = 0
        return bool(data)

    def peek(self) -> str:
        """Return the next character that is no white space; empty at the end."""
        while True:
            self.at = _SPACE.match(self.window, self.at).end()  # type: ignore[union-attr]  # matches anywhere
            if self.at < len(self.window):
                return self.window[self.at]
            if not self.more():
                return ""

    def value(self) -> Any:
        """Read one JSON value. Raises ValueError where there is none."""
        self.peek()
        while True:
            try:
                found, end = _decoder.raw_decode(self.window, self.at)
            except (json.JSONDecodeError, RecursionError) as error:
                if isinstance(error, RecursionError):
                    raise ValueError("it is nested too deep")
                if len(self.window) - self.at > LARGEST_ITEM:
                    raise ValueError(f"one value is longer than {LARGEST_ITEM:,} characters")
                # Grow fast: each failed attempt reads the value from its beginning.
                target = 2 * (len(self.window) - self.at)
                if not self.more():
                    raise
                while len(self.window) < target and self.more():
                    pass
                continue
            if end >= len(self.window) and isinstance(found, int | float) and self.more():
                continue
            self.at = end
            return found


_decoder = json.JSONDecoder()


@dataclass(slots=True)
class Items:
    """Walks a JSON file and yields the members of its arrays with the path that leads to them."""

    source: Source
    opens: frozenset[str] = frozenset()
    listed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Yield (path, value): "db/data/posts" for each member of that array, and single values likewise.

        Objects are opened as far as they hold arrays; what is inside an array's member is whole, unless the
        path of the array is in ``opens``. ``listed`` has the paths of the arrays met so far.
        """
        head = self.source.head()
        try:
            with closing(self.source.open()) as stream:
                text = _Text(stream, decode(head).encoding if head else "utf-8")
                text.peek()
                if text.window.startswith("\ufeff"):
                    text.at = 1
                yield from _walk(text, "", depth=0, opens=self.opens, listed=self.listed)
                if text.peek():
                    self._note(text, "there is more after the end of the JSON")
        except (ValueError, json.JSONDecodeError) as error:
            self._note(text, f"the JSON breaks off: {_message(error)}")
        except READ_ERRORS as error:
            self.problems.append(Problem("file", f"the file breaks off: {said(error)}", "a whole file"))

    def _note(self, text: _Text, what: str) -> None:
        where = f"character {text.before + text.at:,}"
        self.problems.append(Problem(where, what, "well-formed JSON"))


def _message(error: ValueError) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else str(error)


def _walk(
    text: _Text, path: str, *, depth: int, opens: frozenset[str], listed: set[str]
) -> Iterator[tuple[str, Any]]:
    opening = text.peek()
    if opening == "[":
        listed.add(path)
        yield from _members(text, path, depth=depth, opens=opens, listed=listed)
    elif opening == "{" and depth < DEEPEST:
        text.at += 1
        yield from _fields(text, path, depth=depth, opens=opens, listed=listed)
    else:
        yield path, text.value()


def _members(
    text: _Text, path: str, *, depth: int, opens: frozenset[str], listed: set[str]
) -> Iterator[tuple[str, Any]]:
    text.at += 1
    while True:
        following = text.peek()
        if following == "]":
            text.at += 1
            return
        if following == ",":
            text.at += 1
            continue
        if following == "":
            raise ValueError("the list has no end")
        if path in opens and following == "{":
            yield from _walk(text, path, depth=depth + 1, opens=opens, listed=listed)
        else:
            yield path, text.value()


def _fields(
    text: _Text, path: str, *, depth: int, opens: frozenset[str], listed: set[str]
) -> Iterator[tuple[str, Any]]:
    while True:
        following = text.peek()
        if following == "}":
            text.at += 1
            return
        if following == ",":
            text.at += 1
            continue
        name = text.value()
        if text.peek() != ":" or not isinstance(name, str):
            raise ValueError("a name and a colon were expected")
        text.at += 1
        yield from _walk(
            text, f"{path}/{name}" if path else name, depth=depth + 1, opens=opens, listed=listed
        )


def lines_of(source: Source, problems: list[Problem]) -> Iterator[Any]:
    """Yield the value of each line of JSON Lines; a line that is none is named, and the next one read."""
    head = source.head()
    decoder = getincrementaldecoder(decode(head).encoding if head else "utf-8")(errors="replace")
    rest, number = "", 0
    try:
        with closing(source.open()) as stream:
            while True:
                data = stream.read(CHUNK)
                *lines, rest = (rest + decoder.decode(data, final=not data)).split("\n")
                lines = lines if data else [*lines, rest]
                for line in lines:
                    number += 1
                    text = line.strip().removeprefix("\ufeff")
                    if text:
                        yield from _line(text, number, problems)
                if not data:
                    return
                if len(rest) > LARGEST_ITEM:
                    told = f"the line is longer than {LARGEST_ITEM:,} characters"
                    problems.append(Problem(f"line {number + 1}", told, "one value on each line"))
                    return
    except READ_ERRORS as error:
        problems.append(Problem(f"line {number}", f"the file breaks off: {said(error)}", "a whole file"))


def _line(text: str, number: int, problems: list[Problem]) -> Iterator[Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        told = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep"
        if len(problems) < MOST_PROBLEMS:
            problems.append(Problem(f"line {number}", f"this is no JSON: {told}", "one value on each line"))
        return
    yield value
