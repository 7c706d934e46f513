"""Feeds of the paper and of its lists: who is in them, and what is told of a story."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.sections.models import Series
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import NOON, draft, picture, published
from tests.integration.feeds.reading import parsed
from tests.support.watching import fresh

LISTS = ("", "town/", "topic/ferries/", "author/ines-moreau/", "series/the-bay/")
JSON_LISTS = (
    "/feed.json",
    "/feed/town.json",
    "/feed/topic/ferries.json",
    "/feed/author/ines-moreau.json",
    "/feed/series/the-bay.json",
)
ALL = (*(f"/{form}/{rest}" for form in ("rss", "atom") for rest in LISTS), *JSON_LISTS)


@pytest.fixture
def story(paper: HomePage) -> StoryPage:
    other = published("Town hall painted", at=NOON - timedelta(days=2), within="sea")
    series = Series.objects.create(name="The bay", slug="the-bay", oldest_first=True)
    return published(
        "Ferry & café back <in> service",
        slug="ferry-back",
        by=["Ines Moreau"],
        topics=["Ferries"],
        series=series,
        standfirst="It sails “again” & on time.",
        dateline_place="Selmar",
        label="analysis",
        content_note="Contains timetables",
        lead_picture=picture(caption="The pier", credit="Oto Lind", description="A pier in the sun"),
        body=[
            (
                "paragraph",
                f'<p>See <a linktype="page" id="{other.pk}">it</a> and <a href="/x?a=1&amp;b=2">x</a>.</p>',
            ),
            ("subheading", "What else"),
            ("pull_quote", {"quote": "At last", "attribution": "A sailor"}),
            ("embed", {"provider": "YouTube", "url": "https://video.example/1", "title": "The quay"}),
            (
                "table",
                {
                    "caption": "Times",
                    "table": {"data": [["Day", "Hour"], ["Mon", "<9>"]], "first_row_is_table_header": True},
                },
            ),
            ("fact_box", {"title": "The ferry", "text": "<p>Built in 1961.</p>"}),
            ("related_story", {"story": other}),
        ],
    )


def item(reader: Client, address: str) -> Any:
    """Return the entry of the story in a feed: in XML by its parser, in JSON as it is."""
    if address.endswith(".json"):
        return json.loads(reader.get(address).content)["items"][0]
    return parsed(reader, address).entries[0]


@pytest.mark.parametrize("address", ALL)
def test_feed_holds_the_story_of_its_list(reader: Client, story: StoryPage, address: str) -> None:
    published("Elsewhere", within="sea", at=NOON - timedelta(days=1))
    if address.endswith(".json"):
        found = json.loads(reader.get(address).content)
        titles, ids = [one["title"] for one in found["items"]], [one["id"] for one in found["items"]]
    else:
        found = parsed(reader, address)
        titles, ids = [one.title for one in found.entries], [one.id for one in found.entries]

    assert titles[0].replace("&lt;", "<").replace("&gt;", ">") == story.title
    assert ids[0] == f"urn:uuid:{story.uuid}"
    assert ("Elsewhere" in titles) is (address in ("/rss/", "/atom/", "/feed.json"))


@pytest.mark.parametrize("address", ["/rss/", "/atom/"])
def test_entry_has_author_times_categories_and_picture(
    reader: Client, story: StoryPage, address: str
) -> None:
    entry = item(reader, address)

    assert [author.name for author in entry.authors] == ["Ines Moreau"]
    assert moment(entry.published_parsed) == moment(entry.updated_parsed) == NOON
    assert [tag.term for tag in entry.tags] == ["Town", "Analysis", "Ferries"]
    assert entry.link == f"http://localhost:8000{story.public_path()}"
    shown = entry.media_content[0]
    assert shown["url"].startswith("http://localhost:8000/media/")
    assert (shown["type"], shown["medium"], int(shown["width"]) > 0) == ("image/jpeg", "image", True)
    assert entry.media_credit[0]["content"] == "Oto Lind"


@pytest.mark.parametrize("address", ["/rss/", "/atom/", "/feed.json"])
def test_whole_text_stands_alone(reader: Client, story: StoryPage, address: str) -> None:
    entry = item(reader, address)
    html = entry["content_html"] if address.endswith(".json") else entry.content[0].value
    links = Tags(html)

    assert links.values("href")
    assert all(one.startswith(("http://", "https://")) for one in links.values("href"))
    assert [one.startswith("http://localhost:8000/media/") for one in links.values("src")] == [True]
    assert links.values("alt") == ["A pier in the sun"]
    assert "http://localhost:8000/x?a=1&b=2" in links.values("href")
    assert "https://video.example/1" in links.values("href")
    assert not links.names & {"script", "iframe", "style", "link", "object", "form", "button", "svg"}
    assert (
        html.index("Selmar\xa0— See") < html.index("What else") < html.index("&lt;9&gt;") < html.index("1961")
    )
    assert "The pier Oto Lind" in html
    assert "Contains timetables" in html


def test_feed_of_summaries_has_standfirst_and_no_text(reader: Client, story: StoryPage) -> None:
    paper = PaperSettings.objects.get()
    paper.feed_text = "summary"
    paper.save()

    for address in ("/rss/", "/atom/"):
        entry = item(reader, address)
        assert "on time" in entry.summary
        assert "content" not in entry
    assert "What else" not in item(reader, "/feed.json")["content_html"]


@pytest.mark.parametrize("text", ["full", "summary"])
def test_correction_is_told_in_the_text_and_moves_the_update_alone(
    reader: Client, story: StoryPage, text: str
) -> None:
    PaperSettings.objects.all().update(feed_text=text)
    later = NOON + timedelta(days=3)
    page = fresh(story)
    page.body[1] = ("subheading", "What more")
    publish_page(
        page=page, by=None, kind=Kind.CORRECTION, at=later, summary="It sails on Monday, not on Sunday."
    )

    for address in ("/rss/", "/atom/"):
        entry = item(reader, address)
        told = [entry.summary, *(one.value for one in entry.get("content", []))]
        assert len(told) == (2 if text == "full" else 1)
        assert all("It sails on Monday, not on Sunday." in one for one in told)
        assert (moment(entry.published_parsed), moment(entry.updated_parsed)) == (NOON, later)
    entry = item(reader, "/feed.json")
    assert "It sails on Monday, not on Sunday." in entry["content_html"]
    assert datetime.fromisoformat(entry["date_modified"]) == later


def test_typo_changes_the_text_and_no_time(reader: Client, story: StoryPage) -> None:
    page = fresh(story)
    page.standfirst = "It sails “again” and on time."
    publish_page(page=page, by=None, kind=Kind.TYPO, at=NOON + timedelta(days=1))

    entry = item(reader, "/atom/")
    assert "and on time" in entry.summary
    assert moment(entry.updated_parsed) == NOON
    assert moment(parsed(reader, "/rss/").feed.updated_parsed) == NOON


def test_id_stays_when_the_address_changes(reader: Client, story: StoryPage) -> None:
    before = item(reader, "/rss/")
    page = fresh(story)
    page.slug = "another"
    publish_page(page=page, by=None, kind=Kind.UPDATE, at=NOON + timedelta(days=1))
    after = item(reader, "/rss/")

    assert after.id == before.id
    assert after.link != before.link


def test_feed_without_entries_is_the_same_at_every_moment(reader: Client, paper: HomePage) -> None:
    assert reader.get("/rss/").content == reader.get("/rss/").content
    assert moment(parsed(reader, "/atom/").feed.updated_parsed) == datetime(1970, 1, 1, tzinfo=UTC)
    assert json.loads(reader.get("/feed.json").content)["items"] == []


def test_characters_that_no_xml_holds_are_left_out(reader: Client, paper: HomePage) -> None:
    published("Old\x0c text \x1b of an archive", slug="old")

    assert parsed(reader, "/rss/").entries[0].title == "Old text  of an archive"


def test_russian_story_says_its_language(reader: Client, paper: HomePage) -> None:
    published("Паром снова ходит", slug="parom", language="ru", body=[("paragraph", "<p>Паром «Нева».</p>")])

    entry = item(reader, "/atom/")
    assert (entry.title, entry.title_detail.language) == ("Паром снова ходит", "ru")
    assert "Паром «Нева»." in entry.content[0].value
    assert item(reader, "/rss/").language == "ru"
    assert item(reader, "/feed.json")["language"] == "ru"


@pytest.mark.parametrize("leave", ["unpublish", "take_down"])
def test_story_that_leaves_the_paper_leaves_every_feed(reader: Client, story: StoryPage, leave: str) -> None:
    if leave == "unpublish":
        unpublish_page(page=fresh(story), by=None, at=NOON)
    else:
        take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL, at=NOON)

    for address in ALL:
        assert b"Ferry" not in reader.get(address).content.replace(b"Ferries", b"")


def test_feed_of_what_does_not_exist_answers_404(reader: Client, paper: HomePage) -> None:
    for address in ("/rss/nothing/", "/atom/topic/nothing/", "/feed/author/nothing.json", "/rss/town"):
        assert reader.get(address).status_code in (404, 301)
    assert reader.get("/rss/nothing/").status_code == 404
    assert reader.post("/rss/").status_code == 405


def test_feed_of_a_section_that_moved_leads_on(reader: Client, paper: HomePage) -> None:
    page = section("town")
    page.slug = "city"
    publish_page(page=page, by=None, at=NOON)

    assert reader.get("/rss/town/").headers["location"] == "/rss/city/"
    assert reader.get("/feed/town.json").headers["location"] == "/feed/city.json"


def test_story_that_is_not_public_is_in_no_feed(reader: Client, paper: HomePage) -> None:
    draft("Quetzalcanary", by=["Ines Moreau"], topics=["Ferries"])

    for address in ("/rss/", "/atom/town/", "/feed/topic/ferries.json", "/rss/author/ines-moreau/"):
        assert b"Quetzalcanary" not in reader.get(address).content


@pytest.mark.parametrize("address", ["/rss/", "/atom/", "/feed.json"])
def test_any_page_of_the_web_may_read_a_feed(reader: Client, paper: HomePage, address: str) -> None:
    assert reader.get(address).headers["access-control-allow-origin"] == "*"


def moment(parsed: Any) -> datetime:
    return datetime(*parsed[:6], tzinfo=UTC)


class Tags(HTMLParser):
    """The names and attributes in a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.names.add(tag)
        self.attributes += attrs

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]
