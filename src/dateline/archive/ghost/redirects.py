"""Ghost's redirects file, as JSON or as YAML; patterns are told apart from addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from dateline.archive.parsing.charsets import decode
from dateline.archive.parsing.sources import Source
from dateline.archive.records import Document, Problem

LARGEST = 50_000_000

_LINE = re.compile(
    r"""^\s+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s:#][^:]*)):\s*(?P<to>\S.*?)\s*$"""
)


def is_redirects(name: str) -> bool:
    """Say whether a file is called as Ghost calls its redirects."""
    return re.search(r"(?:^|[/\\])redirects[^/\\]*\.(?:json|ya?ml)$", name, re.IGNORECASE) is not None


def read_redirects(source: Source) -> Iterator[Document]:
    """Yield one record per redirect; a pattern becomes a record that names it as unmapped."""
    data, problem = source.read(LARGEST)
    text = decode(data).text
    if problem is not None:
        yield Document(file=source.name, errors=(problem,))
        return
    try:
        pairs = _from_json(json.loads(text)) if source.name.lower().endswith("json") else _from_yaml(text)
    except (ValueError, RecursionError) as error:
        told = Problem("file", f"this is no list of redirects: {error}", "a list of from and to")
        yield Document(file=source.name, errors=(told,))
        return
    for number, (origin, target) in enumerate(pairs, start=1):
        yield _redirect(origin, target=target, source=source, number=number)


def _redirect(origin: str, *, target: str, source: Source, number: int) -> Document:
    bare = re.sub(r"\\?/\?$", "/", origin.removeprefix("^").removesuffix("$"))
    plain = re.sub(r"\\(.)", r"\1", bare)
    is_pattern = re.search(r"(?<!\\)[*+()\[\]|^?]", bare) is not None
    if is_pattern or "$" in target or not plain.startswith("/"):
        unmapped = (f"redirect by pattern: {origin} to {target}",)
        return Document(
            file=source.name, document=number, kind="list", id=f"pattern:{origin}", unmapped=unmapped
        )
    return Document(
        file=source.name,
        document=number,
        kind="redirect",
        id=f"redirect:{plain}",
        address=plain,
        target=target,
    )


def _from_json(rows: Any) -> list[tuple[str, str]]:
    if not isinstance(rows, list):
        raise ValueError("a list was expected")
    return [
        (str(row["from"]), str(row["to"]))
        for row in rows
        if isinstance(row, dict) and "from" in row and "to" in row
    ]


def _from_yaml(text: str) -> list[tuple[str, str]]:
    """Two levels of names and values: all that Ghost writes."""
    pairs: list[tuple[str, str]] = []
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is not None:
            origin = match["double"] or match["single"] or match["bare"] or ""
            pairs.append((origin.strip(), match["to"].strip("\"'")))
    return pairs
