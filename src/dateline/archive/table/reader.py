"""The door to tables: files and their mapping in, documents out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from html import escape
from pathlib import Path

from dateline.archive.pagedump.bylines import read_byline, split_names
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.blocks import Choices, blocks_from
from dateline.archive.parsing.charsets import mended
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.seen import Seen
from dateline.archive.parsing.sources import Source, sources_in
from dateline.archive.parsing.trees import fragment, plain
from dateline.archive.records import Block, Document, OldPicture, Problem
from dateline.archive.table.mapping import ColumnMapping, guessed, mapping_beside, read_mapping
from dateline.archive.table.rows import Row, rows_of

SUFFIXES = frozenset((".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".gz"))
_PUBLIC = frozenset(
    [
        "public",
        "published",
        "publish",
        "live",
        "active",
        "yes",
        "true",
        "1",
        "да",
        "опубликовано",
        "опубликован",
        "y",
        "t",
    ]
)
_GONE = frozenset(["deleted", "removed", "trash", "gone", "withdrawn", "удалено", "удален"])
_MARKUP = re.compile(
    r"</?(?:p|br|div|b|i|em|strong|a|h[1-6]|ul|ol|li|img|blockquote|figure)\b[^>]*>", re.IGNORECASE
)


def read_tables(paths: Iterable[Path], *, zone: tzinfo, mapping: Path | None = None) -> Iterator[Document]:
    """Yield one record per row.

    ``mapping`` is a mapping file for all tables; without one, each table's own is looked for beside it, and
    where there is none, the columns' names are taken at their word. Never raises for what is in a file.
    """
    seen = Seen()
    for source in sources_in([path for path in paths if path.suffix != ".toml"], suffixes=SUFFIXES):
        if source.problem is not None:
            yield Document(file=source.name, errors=(source.problem,))
            continue
        problems: list[Problem] = []
        stated = _stated(source, mapping, problems)
        number = 0
        for number, row in rows_of(
            source,
            delimiter=stated.delimiter if stated else "",
            encoding=stated.encoding if stated else "",
            problems=problems,
        ):
            document = read_row(row, mapping=stated or guessed(row), zone=zone)
            yield seen.marked(replace(document, file=source.name, document=number))
        for at, problem in enumerate(problems, start=number + 1):
            yield Document(file=source.name, document=at, errors=(problem,))


def _stated(source: Source, mapping: Path | None, problems: list[Problem]) -> ColumnMapping | None:
    path = mapping or (mapping_beside(Path(source.name)) if source.folder is not None else None)
    return read_mapping(path, problems) if path is not None else None


def read_row(row: Row, *, mapping: ColumnMapping, zone: tzinfo) -> Document:
    """Return one row as a document; the caller knows the file."""
    problems: list[Problem] = []

    def told(name: str) -> str:
        text = row.get(mapping.columns.get(name, ""), "").strip()
        return mended(text) or text

    def names(name: str) -> tuple[str, ...]:
        return _split(told(name), mapping.separators.get(name, ""))

    address = address_of(told("address")) or _rooted(told("address"))
    target = address_of(told("target")) or _rooted(told("target"))
    if target and address and not told("headline"):
        return Document(file="", kind="redirect", id=f"redirect:{address}", address=address, target=target)
    published = _moment(told("published"), mapping=mapping, zone=zone, field="published", problems=problems)
    updated = _moment(told("updated"), mapping=mapping, zone=zone, field="updated", problems=problems)
    if published and updated and updated <= published:
        updated = None
    sections = tuple(dict.fromkeys([*filter(None, [plain(told("section"))]), *names("sections")]))
    picture = told("picture")
    lead = (
        OldPicture(picture, plain(told("alt")), plain(told("caption")), plain(told("credit")))
        if picture
        else None
    )
    status, notes = _status(told("status"), mapping)
    used = set(mapping.columns.values())
    notes.extend(f"column {name}" for name, value in row.items() if name not in used and value.strip())
    document = Document(
        file="",
        id=told("id"),
        kind="page" if told("kind").casefold() in ("page", "страница") else "story",
        status=status,
        address=address,
        other_addresses=tuple(
            filter(None, (address_of(each) or _rooted(each) for each in names("other_addresses")))
        ),
        headline=plain(told("headline")) or None,
        standfirst=plain(told("standfirst")) or None,
        description=plain(told("description")) or None,
        section=sections[0] if sections else None,
        sections=sections,
        topics=names("topics"),
        tags=names("topics"),
        label=plain(told("label")) or None,
        series=plain(told("series")) or None,
        published=published,
        updated=updated,
        updates=(updated,) if updated else (),
        authors=_authors(told("authors"), mapping.separators.get("authors", "")),
        lead_picture=lead,
        caption=(lead.caption or None) if lead else None,
        credit=plain(told("credit")) or None,
        credits=tuple(filter(None, [plain(told("credit"))])),
        blocks=_blocks(told("text"), address),
        language=told("language") or None,
        errors=tuple(problems),
        unmapped=tuple(notes),
    )
    why = "the column that the mapping names"
    if not mapping.is_guessed:
        return graded(document, why=why)
    guesses = {name: f"the column is called {column}" for name, column in mapping.columns.items()}
    return graded(document, why=why, guesses={**guesses, "paragraphs": "the name of the column"}, sure=0.8)


def _rooted(text: str) -> str:
    """A path without its slash is from the root as well."""
    return f"/{text}" if re.fullmatch(r"[\w%~.-]+(?:/[\w%~.-]*)*(?:\?\S*)?", text) and "/" in text else ""


def _moment(
    text: str, *, mapping: ColumnMapping, zone: tzinfo, field: str, problems: list[Problem]
) -> datetime | None:
    assumed = mapping.zone or zone
    for form in mapping.formats:
        try:
            found = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is the mapping's
        except (ValueError, OverflowError):
            continue
        text = (found if found.tzinfo else found.replace(tzinfo=assumed)).isoformat()
        break
    moment, problem = read_moment(text, zone=zone, field=field, assumed=assumed)
    problems.extend([problem] if problem else [])
    return moment


def _split(text: str, separator: str) -> tuple[str, ...]:
    parts = (
        text.split("\x1f")
        if "\x1f" in text
        else text.split(separator)
        if separator
        else re.split(r"[,;|]", text)
    )
    return tuple(dict.fromkeys(part.strip() for part in map(plain, parts) if part.strip()))


def _authors(text: str, separator: str) -> tuple[str, ...]:
    if not text:
        return ()
    if separator or "\x1f" in text or ";" in text or "|" in text:
        return _split(text, separator or (";" if ";" in text else "|"))
    return read_byline(plain(text)) or split_names(plain(text)) or (plain(text),)


def _status(text: str, mapping: ColumnMapping) -> tuple[str, list[str]]:
    value = text.casefold()
    if not value or value in (mapping.public or _PUBLIC):
        return "public", []
    if value in _GONE:
        return "gone", []
    return "draft", [f"status {text}"]


def _blocks(text: str, address: str) -> tuple[Block, ...]:
    """Text with tags is HTML; else blank lines part paragraphs, or lines where there are no blank ones."""
    if _MARKUP.search(text):
        base = address if address.startswith("http") else ""
        return blocks_from(fragment(text), Choices(address=base, lines="<p" not in text.lower()))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\n", "\n" if "\n" not in text else "\\n")
    between = "\n\n" if "\n\n" in text else "\n"
    choices = Choices(lines=True)
    return tuple(
        block
        for part in text.split(between)
        if part.strip()
        for block in blocks_from(fragment(escape(part)), choices)
    )
