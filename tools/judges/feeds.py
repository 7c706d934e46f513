"""Two real readers on every feed: ``python -m tools.judges.feeds``.

feedparser (PyPI), which most programs in Python read feeds with, and newsboat (Debian), a reader for people,
which also takes in the outline of all feeds. Both have to find the same entries, with the title, time and
address that the story's page tells; RSS, Atom and JSON Feed have to agree; JSON Feed fits its schema. The
W3C's own validator is in no registry, so it cannot be asked here.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import feedparser
from jsonschema import Draft7Validator

from tools.judges.asking import asked_about, verdict
from tools.registries import ROOT, program
from tools.walking import Answer, Walker, kind, running_paper

XML = ("application/rss+xml", "application/atom+xml")
JSON = "application/feed+json"
SCHEMA = ROOT / "tests" / "fixtures" / "feeds" / "jsonfeed-1.1.schema.json"
OUTLINE = "/feeds.opml"
_HEADLINE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_PUBLISHED = re.compile(r'"datePublished":\s*"([^"]+)"')


class Entry(NamedTuple):
    """An entry as a reader has it; moments in whole seconds."""

    address: str
    title: str
    published_at: datetime


def main() -> int:
    """Let both readers read every feed and return the exit code."""
    chosen = asked_about(__doc__).parse_args()
    with running_paper(chosen.base) as paper:
        paper.walk()
        feeds = {path: found for path, found in paper.answers.items() if found.type in (*XML, JSON)}
        in_newsboat, outlined = by_newsboat(paper, [path for path in feeds if feeds[path].type in XML])
        faults: list[str] = []
        read: dict[str, list[Entry]] = {}
        for path, answer in feeds.items():
            by_reader = json_entries(answer) if answer.type == JSON else by_feedparser(answer)
            if isinstance(by_reader, str):
                faults.append(f"{path}: {by_reader}")
                continue
            read[path] = by_reader
            if answer.type in XML:
                faults += [f"{path}: {one}" for one in differences(by_reader, in_newsboat.get(path, []))]
                faults += [f"{path}: {one}" for one in _unconditional(paper, path)]
        faults += [fault for path, entries in read.items() for fault in unlike_pages(paper, path, entries)]
        faults += list(unlike_each_other(read))
        if outlined != (said := paper.answers[OUTLINE].text.count("xmlUrl=")):
            faults.append(f"{OUTLINE}: has {said} feeds, newsboat took in {outlined}")
    entries = sum(map(len, read.values()))
    looked_at = f"{len(feeds)} feeds, {entries} entries, {outlined} feeds by the outline"
    return verdict("feeds", faults=faults, looked_at=looked_at, is_enough=entries > len(feeds) > 10)


def by_feedparser(answer: Answer) -> list[Entry] | str:
    """Return what feedparser finds in a feed, or what it has against it."""
    found = feedparser.parse(answer.body, response_headers={"content-type": answer.headers["content-type"]})
    if found.bozo or not found.version:
        return f"feedparser: {found.get('bozo_exception', 'no feed')}"
    ids = [entry.get("id") for entry in found.entries]
    if not all(ids) or len(set(ids)) < len(ids):
        return "feedparser: entries without an id of their own"
    try:
        return [
            Entry(
                entry.link,
                unescape(entry.title),
                datetime.fromtimestamp(timegm(entry.published_parsed), tz=UTC),
            )
            for entry in found.entries
        ]
    except (AttributeError, TypeError) as error:
        return f"feedparser: an entry lacks something: {error}"


def json_entries(answer: Answer) -> list[Entry] | str:
    """Return the entries of a JSON Feed, or what its schema has against it."""
    feed = json.loads(answer.body)
    judge = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    if errors := [error.message[:200] for error in judge.iter_errors(feed)]:
        return f"JSON Feed: {'; '.join(errors[:3])}"
    return [
        Entry(
            item["url"], item["title"], datetime.fromisoformat(item["date_published"]).replace(microsecond=0)
        )
        for item in feed["items"]
    ]


def by_newsboat(paper: Walker, paths: Iterable[str]) -> tuple[dict[str, list[Entry]], int]:
    """Return what newsboat keeps of each feed, and how many feeds it takes in from the outline."""
    with tempfile.TemporaryDirectory(prefix="dateline-newsboat-") as name:
        folder = Path(name)
        (folder / "config").write_text("max-items 0\n", encoding="utf-8")
        (folder / "outline.opml").write_bytes(paper.answers[OUTLINE].body)
        (outlined := folder / "outlined").touch()
        _run_newsboat(folder, outlined, "-i", str(folder / "outline.opml"))
        # In one file an entry that stands in several feeds is kept for the last of them alone.
        kept = {path: _read_by_newsboat(folder, f"{paper.base}{path}") for path in paths}
        return kept, outlined.read_text(encoding="utf-8").count("http")


def _read_by_newsboat(folder: Path, address: str) -> list[Entry]:
    (urls := folder / "urls").write_text(f"{address}\n", encoding="utf-8")
    urls.with_suffix(".db").unlink(missing_ok=True)
    _run_newsboat(folder, urls, "-x", "reload")
    with closing(sqlite3.connect(urls.with_suffix(".db"))) as database:
        rows = database.execute("SELECT url, title, pubDate FROM rss_item").fetchall()
    return [Entry(url, unescape(title), datetime.fromtimestamp(at, tz=UTC)) for url, title, at in rows]


def _run_newsboat(folder: Path, urls: Path, *arguments: str) -> None:
    newsboat = program("newsboat", package="newsboat")
    places = ["-u", str(urls), "-C", str(folder / "config"), "-c", str(urls.with_suffix(".db"))]
    # It wants a home of its own, where it leaves nothing behind for anybody.
    home = {**os.environ, "HOME": str(folder), "TERM": "dumb"}
    subprocess.run([newsboat, *places, *arguments], env=home, check=True, capture_output=True, timeout=120)


def differences(one: list[Entry], other: list[Entry]) -> Iterator[str]:
    """Yield where feedparser and newsboat do not have the same."""
    for entry in sorted(set(one) ^ set(other)):
        who = "feedparser" if entry in one else "newsboat"
        yield f"only {who} has {entry.title!r} of {entry.published_at} at {entry.address}"
    if len(one) != len(other):
        yield f"feedparser has {len(one)} entries, newsboat {len(other)}"


def unlike_pages(paper: Walker, path: str, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield what a feed tells otherwise than the story's page; what it names in a page has to be there."""
    for entry in entries:
        parts = urlsplit(entry.address)
        page = paper.answers.get(parts.path) or paper.get(parts.path)
        if not page.is_page or (parts.fragment and f'id="{parts.fragment}"' not in page.text):
            yield f"{path}: {entry.address} answers {page.status}, or has no such place"
        elif kind(parts.path) == "/story/" and not parts.fragment and "/history/" not in path:
            said = told_by(page.text)
            if said != (entry.title, entry.published_at):
                yield f"{path}: {entry.address} says {said}, the feed {entry[1:]}"


def told_by(html: str) -> tuple[str, datetime | None]:
    """Return headline and time of publication as the page of a story tells them."""
    headline, published = _HEADLINE.search(html), _PUBLISHED.search(html)
    return (
        unescape(re.sub("<[^>]+>", "", headline[1])).strip() if headline else "",
        datetime.fromisoformat(published[1]).replace(microsecond=0) if published else None,
    )


def unlike_each_other(read: Mapping[str, list[Entry]]) -> Iterator[str]:
    """Yield feeds whose three formats do not have the same entries in the same order."""
    for path, entries in read.items():
        if path.startswith("/rss/"):
            atom = f"/atom/{path.removeprefix('/rss/')}"
            rest = path.removeprefix("/rss/").rstrip("/")
            for other in (atom, f"/feed/{rest}.json" if rest else "/feed.json"):
                if read.get(other) != entries:
                    yield f"{other} has not the same entries as {path}"


def _unconditional(paper: Walker, path: str) -> Iterator[str]:
    """Say when a feed is sent again to whoever has it."""
    # Until a feed is kept nobody knows since when it is as it is, so it is asked for once more.
    headers: Any = paper.get(path).headers
    for name, value in (("If_None_Match", "etag"), ("If_Modified_Since", "last-modified")):
        if value not in headers:
            yield f"has no {value}"
        elif (status := paper.get(path, **{name: headers[value]}).status) != 304:
            yield f"answers {status} and not 304 to {name.replace('_', '-')}"


if __name__ == "__main__":
    sys.exit(main())
