"""robots.txt, security.txt and the lists of feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.robotparser import RobotFileParser

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from lxml import etree

from dateline.feeds.robots import ANSWERING, TRAINING
from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.sections.models import Series
from tests.factories.stories import NOON, published
from tests.integration.feeds.reading import parsed

BASE = "http://localhost:8000"


def robots(reader: Client) -> RobotFileParser:
    found = RobotFileParser()
    found.parse(reader.get("/robots.txt").content.decode().splitlines())
    return found


def test_robots_lead_to_the_sitemaps_and_away_from_what_is_no_page(reader: Client, paper: HomePage) -> None:
    found = robots(reader)

    assert found.site_maps() == [f"{BASE}/sitemap.xml", f"{BASE}/news-sitemap.xml"]
    assert found.can_fetch("Googlebot", f"{BASE}/2026/03/14/ferry/")
    assert not found.can_fetch("Googlebot", f"{BASE}/search/?q=ferry")
    assert not found.can_fetch("Googlebot", f"{BASE}/desk/")


@pytest.mark.parametrize(
    ("choice", "refused", "welcome"),
    [
        ("allowed", (), (*TRAINING, *ANSWERING)),
        ("no_training", TRAINING, ANSWERING),
        ("refused", (*TRAINING, *ANSWERING), ()),
    ],
)
def test_robots_say_what_the_paper_has_chosen(
    reader: Client, paper: HomePage, choice: str, refused: tuple[str, ...], welcome: tuple[str, ...]
) -> None:
    settings = PaperSettings.objects.get()
    settings.ai_crawlers = choice
    settings.save()
    found = robots(reader)

    assert [name for name in refused if found.can_fetch(name, f"{BASE}/")] == []
    assert [
        name for name in (*welcome, "Googlebot", "Bingbot") if not found.can_fetch(name, f"{BASE}/")
    ] == []


def test_security_file_names_contact_and_a_day_that_follows_from_the_month(
    reader: Client, paper: HomePage
) -> None:
    with time_machine.travel(datetime(2026, 11, 29, 18, tzinfo=UTC), tick=False) as clock:
        text = reader.get("/.well-known/security.txt").content.decode()
        clock.move_to(datetime(2026, 11, 1, tzinfo=UTC), tick=False)
        assert reader.get("/.well-known/security.txt").content.decode() == text
        clock.move_to(datetime(2026, 12, 1, tzinfo=UTC), tick=False)
        assert "Expires: 2027-06-01T00:00:00Z\n" in reader.get("/.well-known/security.txt").content.decode()

    assert text == (
        "Contact: mailto:desk@harbour.example\n"
        "Expires: 2027-05-01T00:00:00Z\n"
        "Preferred-Languages: en\n"
        f"Canonical: {BASE}/.well-known/security.txt\n"
    )


def test_security_file_takes_contact_and_policy_from_the_settings(reader: Client, paper: HomePage) -> None:
    settings = PaperSettings.objects.get()
    settings.security_contact, settings.security_policy = "https://a.example/report", "https://a.example/how"
    settings.full_clean()
    settings.save()
    text = reader.get("/.well-known/security.txt").content.decode()
    assert "Contact: https://a.example/report\n" in text
    assert text.endswith("Policy: https://a.example/how\n")

    settings.security_contact = settings.contact_email = ""
    settings.save()
    assert reader.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("contact", ["nobody", "http://a.example/", "javascript://x"])
def test_contact_must_be_one(paper: HomePage, contact: str) -> None:
    settings = PaperSettings.objects.get()
    settings.security_contact = contact

    with pytest.raises(ValidationError):
        settings.full_clean()


def test_list_of_feeds_for_programs_leads_to_feeds(reader: Client, paper: HomePage) -> None:
    published("Ferry back", series=Series.objects.create(name="The bay & quay", slug="the-bay"), at=NOON)
    found = etree.fromstring(reader.get("/feeds.opml").content).findall("body/outline")

    assert [row.get("text") for row in found] == [
        "The Harbour Post",
        "Town",
        "Sea",
        "Opinion",
        "Meanwhile…",
        "The bay & quay",
    ]
    for row in found:
        assert parsed(reader, row.get("xmlUrl").removeprefix(BASE)).feed.link == row.get("htmlUrl")


def test_list_of_feeds_for_people_leads_to_feeds(reader: Client, paper: HomePage) -> None:
    page = reader.get("/feeds/").content.decode()

    for address in ("/rss/", "/atom/town/", "/feed/sea.json", "/feeds.opml", "/corrections/atom.xml"):
        assert f'href="{address}"' in page
        assert reader.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/", ["/atom/", "/feed.json"]),
        ("/town/", ["/rss/town/", "/atom/town/", "/feed/town.json"]),
        *(
            (f"/{path}/", [f"/rss/{path}/", f"/atom/{path}/", f"/feed/{path}.json"])
            for path in ("topic/ferries", "author/ines-moreau")
        ),
    ],
)
def test_pages_name_their_feeds(reader: Client, paper: HomePage, address: str, own: list[str]) -> None:
    published("Ferry back", topics=["Ferries"], by=["Ines Moreau"])
    head = etree.HTML(reader.get(address).content).findall("head/link")
    named = [link.get("href") for link in head if link.get("rel") == "alternate"]

    assert named == [*own, "/rss/"]
    assert all(reader.get(one).status_code == 200 for one in named)
