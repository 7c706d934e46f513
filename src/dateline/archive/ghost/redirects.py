"""Ghost's redirects file, as JSON or as YAML; patterns are told apart from addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from dateline.archive.old.patterns import PatternError, check_pattern
from dateline.archive.parsing.charsets import decode
from dateline.archive.parsing.sources import Source
from dateline.archive.records import Document, Problem

LARGEST = 50_000_000

_LINE = re.compile(
    r"""^\s+(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s:#][^:]*)):\s*(?P<to>\S.*?)\s*$"""
)


# A target that takes over a part of the address says more than one place.
_LEADS = re.compile(r"(?:/|https?://)[^$]*$")
# What stands for one part of a form; in a group of its own or not makes no difference.
_FORMS = {
    "year": r"(?:\\d|\[0-9\])\{4\}",
    "number": r"(?:\\d|\[0-9\])\+",
    "any": r"\.[*+]\??",
    "word": r"(?:\[\^\\?/\]|\[\\w-\]|\[a-z0-9-\])\+\??",
}
_PARTS = (
    *(re.compile(rf"(?P<{name}>\((?:\?:)?{part}\)|{part})") for name, part in _FORMS.items()),
    re.compile(r"\\?(?P<text>[/.:-]|(?<!\\)[\w%~@,=&]|(?<=\\)[^\w])"),
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
    form = form_of(origin) if is_pattern and _LEADS.match(target) else None
    if form is not None:
        return Document(
            file=source.name,
            document=number,
            kind="list",
            id=f"pattern:{origin}",
            patterns=((form, target),),
        )
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


def form_of(expression: str) -> str | None:
    """Return a regular expression as a form of addresses; None for one that says more than forms can."""
    rest = expression.removeprefix("^")
    is_whole = rest.endswith("$") and not rest.endswith("\\$")
    rest = re.sub(r"\\?/\?$", "/", rest.removesuffix("$"))
    form = ""
    while rest:
        found = next((match for part in _PARTS if (match := part.match(rest))), None)
        if found is None or found.lastgroup is None:
            return None
        form += found["text"] if found.lastgroup == "text" else f"{{{found.lastgroup}}}"
        rest = rest[found.end() :]
    if not is_whole and not form.endswith("{any}"):
        form += "{any}"
    try:
        check_pattern(form)
    except PatternError:
        return None
    return form


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
