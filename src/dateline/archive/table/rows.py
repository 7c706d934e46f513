"""The rows of a table, one at a time, as names and values."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from dateline.archive.parsing.charsets import utf8_chunks
from dateline.archive.parsing.json_items import Items, lines_of
from dateline.archive.parsing.sources import READ_ERRORS, Source, said
from dateline.archive.records import Problem

LARGEST_FIELD = 1 << 24
MOST_PROBLEMS = 1_000

Row = dict[str, str]


def rows_of(
    source: Source, *, delimiter: str, encoding: str, problems: list[Problem]
) -> Iterator[tuple[int, Row]]:
    """Yield (number, row); what is no row is named, and the next one read."""
    name = source.name.removesuffix(".gz").lower()
    if name.endswith((".jsonl", ".ndjson")):
        values: Iterator[Any] = lines_of(source, problems)
    elif name.endswith(".json") or source.head(64).lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"[":
        items = Items(source, problems=problems)
        values = (value for path, value in items if path in items.listed)
    else:
        yield from _csv_rows(source, delimiter=delimiter, encoding=encoding, problems=problems)
        return
    for number, value in enumerate(values, start=1):
        if isinstance(value, dict):
            yield number, dict(_flat(value, "", 0))
        elif len(problems) < MOST_PROBLEMS:
            problems.append(Problem(f"row {number}", "this is no object", "an object with names and values"))


def _flat(value: dict[str, Any], prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    for name, each in value.items():
        path = f"{prefix}{name}"
        if isinstance(each, dict) and depth < 4:
            yield from _flat(each, f"{path}.", depth + 1)
        elif isinstance(each, list):
            names = [str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in each]
            yield path, "\x1f".join(filter(None, names))
        elif each is not None:
            yield path, str(each)


def _csv_rows(
    source: Source, *, delimiter: str, encoding: str, problems: list[Problem]
) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(LARGEST_FIELD)
    rows = csv.reader(_lines(source, encoding, problems), delimiter=delimiter or sniffed(source.head()))
    header: list[str] | None = None
    number = 0
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            if len(problems) < MOST_PROBLEMS:
                problems.append(
                    Problem(f"line {rows.line_num}", f"this is no row: {error}", "CSV (RFC 4180)")
                )
            continue
        if header is None:
            header = [name.strip().removeprefix("\ufeff") for name in row]
            number = 0
        elif any(value.strip() for value in row):
            if len(row) > len(header) and len(problems) < MOST_PROBLEMS:
                told = f"the row has {len(row)} values, the header {len(header)}"
                problems.append(Problem(f"line {rows.line_num}", told, "as many values as columns"))
                continue
            yield number, dict(zip(header, row, strict=False))


def _lines(source: Source, encoding: str, problems: list[Problem]) -> Iterator[str]:
    rest = ""
    try:
        with closing(source.open()) as stream:
            for chunk in utf8_chunks(
                stream, head=source.head(), declared=encoding or None, problems=problems
            ):
                *lines, rest = (rest + chunk.decode("utf-8")).split("\n")
                yield from (f"{line}\n" for line in lines)
    except READ_ERRORS as error:
        problems.append(Problem("file", f"the file breaks off: {said(error)}", "a whole file"))
    if rest:
        yield rest


def sniffed(head: bytes) -> str:
    """Return what separates the columns: what the first line has most of."""
    first = head.partition(b"\n")[0].decode("utf-8", "replace")
    return max(",;\t|", key=first.count)
