"""Sitemaps: every public address once, with the times that pages tell, in files of a bounded size."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import etree

from dateline.feeds import sitemap_queries, sitemaps
from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import Kind, RemovalReason
from dateline.sections.models import Series, Topic
from tests.factories.stories import NOON, draft, picture, published
from tests.support.watching import fresh

BASE = "http://localhost:8000"
SM = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[2] / "fixtures/feeds/sitemap.xsd"))


def read(reader: Client, address: str) -> Any:
    """Return a sitemap that fits the schema."""
    answer = reader.get(address)
    assert answer.status_code == 200, address
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    SCHEMA.assertValid(root)
    return root


def paths(root: Any) -> list[str]:
    return [loc.text.removeprefix(BASE) for loc in root.iter(f"{SM}loc")]


def times(root: Any) -> dict[str, datetime]:
    rows = [row for row in root if row.find(f"{SM}lastmod") is not None]
    return {
        row.findtext(f"{SM}loc").removeprefix(BASE): datetime.fromisoformat(row.findtext(f"{SM}lastmod"))
        for row in rows
    }


def test_index_leads_to_every_public_page_once(reader: Client, paper: HomePage) -> None:
    old = published("Ferry launched", at=datetime(1999, 12, 31, 12, tzinfo=UTC))
    new = published("Ferry back", topics=["Ferries"], by=["Ines Moreau"])

    index = read(reader, "/sitemap.xml")
    found = [path for file in paths(index) for path in paths(read(reader, file))]

    assert paths(index) == [
        "/sitemap/pages.xml",
        "/sitemap/topics.xml",
        "/sitemap/authors.xml",
        "/sitemap/1999-12.xml",
        "/sitemap/2026-03.xml",
    ]
    assert len(found) == len(set(found))
    assert {
        "/",
        "/town/",
        "/topic/ferries/",
        "/author/ines-moreau/",
        old.public_path(),
        new.public_path(),
    } <= {*found}
    assert all(reader.get(path).status_code == 200 for path in found)


def test_times_are_those_of_the_story(reader: Client, paper: HomePage) -> None:
    story = published("Ferry back")
    later = NOON + timedelta(days=40)
    page = fresh(story)
    page.title = "Ferry is back"
    publish_page(page=page, by=None, kind=Kind.UPDATE, at=later)

    assert times(read(reader, "/sitemap/2026-03.xml")) == {story.public_path(): later}
    assert times(read(reader, "/sitemap.xml"))["/sitemap/2026-03.xml"] == later


def test_large_month_has_several_files(
    reader: Client, paper: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap_queries, "MOST", 2)
    monkeypatch.setattr(sitemaps, "MOST", 2)
    stories = [published(f"Ferry {number}", at=NOON + timedelta(minutes=number)) for number in range(5)]

    files = [path for path in paths(read(reader, "/sitemap.xml")) if "2026" in path]

    assert files == [f"/sitemap/2026-03{part}.xml" for part in ("", "-2", "-3")]
    assert [path for file in files for path in paths(read(reader, file))] == [
        story.public_path() for story in stories
    ]
    assert reader.get("/sitemap/2026-03-4.xml").status_code == 404


def test_lead_picture_is_named_while_readers_may_see_it(reader: Client, paper: HomePage) -> None:
    shown = picture()
    published("Ferry back", lead_picture=shown)

    root = read(reader, "/sitemap/2026-03.xml")
    images = [image.text for image in root.iter(f"{IMAGE}loc")]
    assert len(images) == 1
    assert images[0].startswith(f"{BASE}/media/")

    shown.expires_at = NOON - timedelta(days=1)
    shown.save()
    assert list(read(reader, "/sitemap/2026-03.xml").iter(f"{IMAGE}loc")) == []


@pytest.mark.parametrize(
    "address", ["/sitemap/2026-04.xml", "/sitemap/2026-13.xml", "/sitemap/0000-01.xml", "/sitemap/topics.xml"]
)
def test_sitemap_of_nothing_answers_404(reader: Client, paper: HomePage, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_news_are_those_of_two_days(reader: Client, paper: HomePage) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        first = published("Ferry launched", at=NOON - timedelta(hours=47))
        second = published("Паром «Нева»", slug="neva", language="ru", at=NOON - timedelta(hours=1))
        published("Buy a ferry", label="sponsored", at=NOON - timedelta(hours=1))
        published("Old ferry", at=NOON - timedelta(hours=48))

        root = read(reader, "/news-sitemap.xml")
        assert paths(root) == [second.public_path(), first.public_path()]
        told = root.find(f"{SM}url/{NEWS}news")
        assert told.findtext(f"{NEWS}title") == "Паром «Нева»"
        assert told.findtext(f"{NEWS}publication/{NEWS}language") == "ru"
        assert told.findtext(f"{NEWS}publication/{NEWS}name") == "The Harbour Post"
        assert datetime.fromisoformat(told.findtext(f"{NEWS}publication_date")) == second.published_at

        clock.move_to(NOON + timedelta(hours=1), tick=False)
        assert paths(read(reader, "/news-sitemap.xml")) == [second.public_path()]
        clock.move_to(NOON + timedelta(days=9), tick=False)
        assert paths(read(reader, "/news-sitemap.xml")) == ["/"]


def test_what_is_not_public_is_named_nowhere(reader: Client, paper: HomePage) -> None:
    draft("Quetzalcanary", topics=["Xylocanary"], by=["Zonda Canary"])
    Topic.objects.create(name="Canary wharf", slug="canary-wharf")
    Series.objects.create(name="Canary isles", slug="canary-isles")
    killed = published("Killed canary", topics=["Dead canary"])
    take_down(page=killed, by=None, reason=RemovalReason.LEGAL, at=NOON)

    for address in (*paths(read(reader, "/sitemap.xml")), "/news-sitemap.xml", "/feeds.opml", "/feeds/"):
        assert b"anary" not in reader.get(address).content, address
