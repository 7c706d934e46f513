"""What the judges of ``make validate`` say, as it is read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.contracts.files import ROOT
from tools.judges.asking import verdict
from tools.judges.feeds import (
    Entry,
    by_feedparser,
    differences,
    json_entries,
    told_by,
    unlike_each_other,
)
from tools.judges.html import read_messages
from tools.judges.sitemaps import Schemas, faults_of
from tools.walking import Answer

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
FERRY = Entry("http://localhost/2026/11/30/ferry/", "Ferry & fog", NOW)
RSS = """<rss version="2.0"><channel><title>Post</title><link>http://localhost/</link><description>d</description>
<item><title>Ferry &amp; fog</title><link>http://localhost/2026/11/30/ferry/</link>
<guid isPermaLink="false">{id}</guid>
<pubDate>Mon, 30 Nov 2026 12:00:00 +0000</pubDate></item></channel></rss>"""


@pytest.fixture
def schemas() -> Schemas:
    """The tests' own schemas; ``make validate`` takes Google's."""
    folder = ROOT / "tests" / "fixtures" / "feeds"
    return Schemas(folder, folder / "sitemap.xsd")


def test_messages_of_the_html_checker_name_page_and_line() -> None:
    found = [
        {"type": "error", "url": "file:/x/00001.html", "lastLine": 7, "message": "Bad.", "extract": "<p\n>"},
        {"type": "info", "subType": "warning", "url": "file:/x/00000.html", "message": "Unusual."},
        {"type": "info", "url": "file:/x/00000.html", "message": "By the way."},
        {"type": "non-document-error", "subType": "io", "message": "No file."},
    ]

    read = list(read_messages(json.dumps({"messages": found}), {"00000.html": "/", "00001.html": "/town/"}))

    assert [(one.page, one.is_error) for one in read] == [
        ("/town/", True),
        ("/", False),
        ("the checker", True),
    ]
    assert read[0].text == "Bad. (line 7) '<p >'"


def sitemap(*places: str, more: str = "") -> bytes:
    urls = "".join(f"<url><loc>{place}</loc>{more}</url>" for place in places)
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    return f'<urlset xmlns="{SPACE}" xmlns:news="{news}">{urls}</urlset>'.encode()


def news(at: datetime) -> str:
    return (
        "<news:news><news:publication><news:name>Post</news:name><news:language>en</news:language></news:publication>"
        f"<news:publication_date>{at.isoformat()}</news:publication_date><news:title>Ferry</news:title></news:news>"
    )


def test_sound_sitemap_has_no_faults(schemas: Schemas) -> None:
    body = sitemap("http://localhost/a/", more=news(NOW - timedelta(days=1)))

    assert list(faults_of(body, schemas, now=NOW)) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (sitemap("/a/"), "no whole address"),
        (sitemap("http://localhost/a/", "http://localhost/a/"), "twice"),
        (sitemap("http://localhost/a/", more="<priority>high</priority>"), "priority"),
        (sitemap("http://localhost/a/", more=news(NOW - timedelta(days=3))), "has news of 2026-11-27"),
        (sitemap("http://localhost/a/", more=news(NOW + timedelta(hours=1))), "has news of 2026-11-30"),
        (b"<urlset", "no XML"),
    ],
)
def test_faulty_sitemap_is_found(schemas: Schemas, body: bytes, said: str) -> None:
    assert any(said in fault for fault in faults_of(body, schemas, now=NOW))


def feed(id_: str = "urn:a") -> Answer:
    return Answer(
        200, "application/rss+xml", {"content-type": "application/rss+xml"}, RSS.format(id=id_).encode()
    )


def test_feedparser_gives_entries_or_says_why_not() -> None:
    assert by_feedparser(feed()) == [FERRY]
    assert by_feedparser(feed("")) == "feedparser: entries without an id of their own"
    assert "feedparser: " in str(by_feedparser(replace(feed(), body=b"<rss><channel>")))


def test_json_feed_is_held_to_its_schema() -> None:
    item = {"id": "a", "url": FERRY.address, "title": FERRY.title, "content_html": "<p>x</p>"}
    item["date_published"] = "2026-11-30T12:00:00.123+00:00"
    said = {"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [item]}
    answer = Answer(200, "application/feed+json", {}, json.dumps(said).encode())

    assert json_entries(answer) == [FERRY]
    del said["title"]
    assert "title" in str(json_entries(replace(answer, body=json.dumps(said).encode())))


def test_readers_that_differ_are_told_apart() -> None:
    later = FERRY._replace(published_at=NOW + timedelta(seconds=1))

    assert list(differences([FERRY], [FERRY])) == []
    assert [one.split(" has ")[0] for one in differences([FERRY], [later])] == [
        "only feedparser",
        "only newsboat",
    ]
    assert list(differences([FERRY, FERRY], [FERRY])) == ["feedparser has 2 entries, newsboat 1"]


def test_formats_of_a_feed_have_the_same_entries() -> None:
    read = {
        "/rss/": [FERRY],
        "/atom/": [FERRY],
        "/feed.json": [],
        "/rss/a/": [],
        "/atom/a/": [],
        "/feed/a.json": [],
    }

    assert list(unlike_each_other(read)) == ["/feed.json has not the same entries as /rss/"]


def test_page_tells_headline_and_time() -> None:
    page = '<h1 class="x">Ferry &amp; <i>fog</i></h1>{"datePublished":"2026-11-30T12:00:00.42+00:00"}'

    assert told_by(page) == ("Ferry & fog", NOW)
    assert told_by("<p>nothing</p>") == ("", None)


@pytest.mark.parametrize(("faults", "enough", "code"), [([], True, 0), (["bad"], True, 1), ([], False, 1)])
def test_verdict_fails_on_a_fault_and_where_nothing_was_seen(
    faults: list[str], enough: bool, code: int
) -> None:
    assert verdict("judge", faults=faults, looked_at="3 pages", is_enough=enough) == code


def test_locks_of_npm_have_digests_and_no_addresses() -> None:
    for lock in (ROOT / "tools" / "npm").glob("*/package-lock.json"):
        packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
        wanted = json.loads(Path(lock.parent / "package.json").read_text(encoding="utf-8"))["dependencies"]
        assert all("integrity" in one and "resolved" not in one for name, one in packages.items() if name), (
            lock
        )
        assert "://" not in lock.read_text(encoding="utf-8"), lock
        assert packages[""]["dependencies"] == wanted, lock
