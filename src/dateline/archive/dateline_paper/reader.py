"""The door to another paper's copy: the newest version of each story, its times, and how many came before."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from pathlib import Path, PurePosixPath
from typing import Any

from dateline.archive.dateline_paper.content import (
    blocks_of,
    listing,
    mapping,
    people_from,
    picture_from,
    related_from,
    text,
    with_file,
    with_files,
)
from dateline.archive.parsing.addresses import address_of
from dateline.archive.parsing.charsets import decode
from dateline.archive.parsing.findings import graded
from dateline.archive.parsing.moments import read_moment
from dateline.archive.parsing.sources import Source, sources_in
from dateline.archive.parsing.trees import document
from dateline.archive.records import Document, OldList, Problem

SUFFIXES = frozenset((".json", ".html"))
LARGEST = 32_000_000
_FILE = re.compile(
    r"(?:^|/)(?P<story>\d{4}/\d\d/\d\d/[-\w]+/)(?:history/(?P<name>\d+|index)\.json|index\.html)$"
)
_SAYS_MORE = frozenset(("update", "clarification", "correction", "note", "apology", "retraction"))
"""Kinds of versions that moved “Updated”."""


@dataclass(slots=True)
class _Story:
    """The files of one story."""

    versions: dict[int, Source] = field(default_factory=dict)
    history: Source | None = None
    page: Source | None = None


def read_papers(paths: Iterable[Path], *, zone: tzinfo) -> Iterator[Document]:
    """Yield one record per story of the copy, and one with the pages that list stories.

    Only the newest version becomes text; the times of the earlier ones are kept, and their number is told.
    """
    stories: dict[str, _Story] = {}
    for source in sources_in(paths, suffixes=SUFFIXES):
        if source.problem is not None:
            yield Document(file=source.name, errors=(source.problem,))
            continue
        match = _FILE.search(source.name.replace("\\", "/"))
        if match is not None:
            _sort(stories.setdefault(match["story"], _Story()), match["name"], source)
    lists: dict[OldList, None] = {}
    for address, story in sorted(stories.items()):
        if story.versions:
            found = _document(f"/{address}", story, zone=zone)
            lists.update(dict.fromkeys(found.lists))
            yield replace(found, lists=())
    if lists:
        yield Document(file="copy", document=0, kind="list", id="lists", lists=tuple(lists))


def _sort(story: _Story, name: str | None, source: Source) -> None:
    if name is None:
        story.page = source
    elif name == "index":
        story.history = source
    else:
        story.versions[int(name)] = source


def _json(source: Source | None, problems: list[Problem]) -> Any:
    if source is None:
        return {}
    data, problem = source.read(LARGEST)
    try:
        if problem is not None:
            raise ValueError(problem.what)
        return json.loads(decode(data).text)
    except (ValueError, RecursionError) as error:
        where = "/".join(PurePosixPath(source.name.replace("\\", "/")).parts[-3:])
        problems.append(Problem(where, f"it cannot be read: {error}", "JSON as the public record has it"))
        return {}


def _document(address: str, story: _Story, *, zone: tzinfo) -> Document:
    problems: list[Problem] = []
    newest = max(story.versions)
    source = story.versions[newest]
    evidence = _json(source, problems)
    try:
        content = json.loads(text(evidence, "content") or "{}")
    except (ValueError, RecursionError) as error:
        problems.append(Problem("content", f"the recorded content cannot be read: {error}", "JSON"))
        content = {}
    history = _json(story.history, problems)
    if not mapping(content, "fields"):
        return _without_text(source, address, history=history, problems=problems)
    fields, shown = mapping(content, "fields"), mapping(content, "shown")
    published, problem = read_moment(text(fields, "published_at"), zone=zone, field="published_at")
    problems.extend([problem] if problem else [])
    unmapped = [
        f"version {number}: its words stay in the other paper's record"
        for number in sorted(story.versions)[:-1]
    ]
    blocks = tuple(blocks_of(content, unmapped))
    files = _pictures_on(story.page)
    lead = picture_from(shown.get("lead_picture"))
    lead = with_file(lead, files) if lead else None
    updates = _updates(history, published, zone=zone)
    people = people_from(content)
    section = mapping(shown, "section")
    topics = [each for each in listing(shown, "topics") if text(each, "name")]
    result = Document(
        file=source.name,
        id=text(content, "uuid") or address,
        address=address,
        other_addresses=tuple(filter(None, [address_of(text(history, "story"))])),
        headline=text(fields, "headline") or None,
        standfirst=text(fields, "standfirst") or None,
        description=text(fields, "search_description") or None,
        label=text(fields, "label") or None,
        language=text(fields, "language") or None,
        section=text(section, "name") or None,
        sections=tuple(filter(None, [text(section, "name")])),
        topics=tuple(text(each, "name") for each in topics),
        series=text(shown, "series") or None,
        published=published,
        updated=updates[-1] if updates else None,
        updates=updates,
        authors=tuple(each.name for each in people),
        people=people,
        lead_picture=lead,
        caption=(lead.caption or None) if lead else None,
        credit=(lead.credit if lead else "") or text(fields, "lead_credit") or None,
        blocks=with_files(blocks, files),
        related=related_from(content),
        lists=tuple(_lists(section, topics, people=people)),
        errors=tuple(problems),
        unmapped=tuple(dict.fromkeys(unmapped)),
    )
    return graded(result, why="the paper's own record")


def _without_text(source: Source, address: str, *, history: Any, problems: list[Problem]) -> Document:
    """A story that was taken down keeps its address and says so; others have no text for a reason."""
    removed = isinstance(history, dict) and history.get("removed") is True
    if not removed and not problems:
        problems.append(
            Problem("content", "the newest version has no text", "a version that was not withheld")
        )
    return Document(
        file=source.name,
        id=address,
        kind="redirect" if removed else "story",
        status="gone" if removed else "public",
        address=address,
        errors=() if removed else tuple(problems),
    )


def _updates(history: Any, published: datetime | None, *, zone: tzinfo) -> tuple[datetime, ...]:
    found = [
        read_moment(text(version, "at"), zone=zone, field="history")[0]
        for version in listing(history, "versions")
        if text(version, "kind") in _SAYS_MORE
    ]
    return tuple(sorted({at for at in found if at is not None and at != published}))


def _pictures_on(page: Source | None) -> dict[str, list[str]]:
    files: dict[str, list[str]] = {}
    if page is None:
        return files
    data, _ = page.read(LARGEST)
    for image in document(decode(data).text).iter("img"):
        source = (image.get("src") or "").strip()
        if source:
            base = PurePosixPath(page.name.replace("\\", "/")).parent
            path = source if re.match(r"https?:|/", source) else str(base / source)
            files.setdefault((image.get("alt") or "").strip(), []).append(path)
    return files


def _lists(section: Any, topics: list[Any], *, people: Iterable[Any]) -> Iterator[OldList]:
    if text(section, "slug"):
        yield OldList("section", text(section, "name"), f"/{text(section, 'slug')}/")
    for each in topics:
        if text(each, "slug"):
            yield OldList("topic", text(each, "name"), f"/topic/{text(each, 'slug')}/")
    for person in people:
        yield OldList("author", person.name, person.address)
