"""The page of search as readers get it, and what is suggested to them."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from html import unescape
from typing import Any

import feedparser
import pytest
from django.test import Client

from dateline.fronts.models import HomePage
from dateline.publishing.actions import take_down
from dateline.publishing.choices import RemovalReason
from dateline.search.catching_up_actions import catching_up
from dateline.search.contexts import Question
from dateline.search.index.asking import parse_query
from dateline.search.suggestions import did_you_mean, suggestions_for
from dateline.stories.models import StoryPage
from tests.factories.stories import NOON, published


def counted() -> None:
    for _done in catching_up():
        pass


def body(*paragraphs: str) -> list[tuple[str, str]]:
    return [("paragraph", f"<p>{paragraph}</p>") for paragraph in paragraphs]


def shown(reader: Client, **asked: Any) -> str:
    answer = reader.get("/search/", asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def ferries(paper: HomePage) -> list[StoryPage]:
    """Three stories with one word, two of them in one year."""
    return [
        published(
            "Ferry news",
            by=["Ines Moreau"],
            topics=["Harbour"],
            body=body("The <b>ferry</b> & the government."),
        ),
        published("Old ferry", at=NOON - timedelta(days=400), body=body("A ferry was here."), within="sea"),
        published(
            "Паром", at=NOON - timedelta(days=2), language="ru", body=body("Правительство и паром, ferry.")
        ),
    ]


def test_results_have_marked_excerpts_in_their_language(ferries: list[StoryPage], reader: Client) -> None:
    html = reader.get("/search/", {"q": "ferry"}).content.decode()

    assert "The <mark>ferry</mark> &amp; the government." in html
    assert re.search(
        r'<p class="search-excerpt" lang="ru"[^>]*>Правительство и паром, <mark>ferry</mark>', html
    )
    assert "3 stories found" in html


def test_what_was_asked_is_escaped(ferries: list[StoryPage], reader: Client) -> None:
    html = reader.get("/search/", {"q": '<script>"ferry'}).content.decode()

    assert "<script>&quot;" not in html
    assert '<script>"' not in html


def test_answers_are_kept_by_nobody_and_tell_search_engines_so(
    ferries: list[StoryPage], reader: Client
) -> None:
    for address in (
        "/search/",
        "/search/?q=ferry",
        "/search/suggest/?q=fer",
        "/search/?q=none",
        "/search/rss/?q=ferry",
    ):
        answer = reader.get(address)
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
    assert 'content="noindex"' in reader.get("/search/").content.decode()
    assert reader.post("/search/?q=ferry").status_code == 405
    assert reader.get("/search/anything/below/").status_code == 404


def test_filters_come_with_the_address_and_stay_in_the_form(ferries: list[StoryPage], reader: Client) -> None:
    html = shown(reader, q="ferry", section="sea", order="newest", since="2025-01-01", kind="news")

    assert "Old ferry" in html
    assert "Ferry news" not in html
    assert '<option value="sea" selected>' in html
    assert '<option value="newest" selected>' in html
    assert 'value="2025-01-01"' in html
    assert '<details class="search-filters" open>' in html


def test_author_and_topic_narrow_down_and_can_be_left(ferries: list[StoryPage], reader: Client) -> None:
    html = shown(reader, q="ferry", author="ines-moreau", topic="harbour")

    assert "Old ferry" not in html
    assert '<a href="/search/?q=ferry&topic=harbour">all others, too</a>' in html
    assert '<a href="/search/?q=ferry&author=ines-moreau">all others, too</a>' in html
    assert '<input type="hidden" name="author" value="ines-moreau">' in html


def test_pages_called_like_the_question_come_first(ferries: list[StoryPage], reader: Client) -> None:
    assert '<a href="/topic/harbour/">Topic: Harbour</a>' in shown(reader, q="harbour")
    assert '<a href="/author/ines-moreau/">Author: Ines Moreau</a>' in shown(reader, q="Ines Moreau")
    assert '<a href="/sea/">Sea</a>' in shown(reader, q="sea")


def test_years_lead_to_themselves(ferries: list[StoryPage], reader: Client) -> None:
    html = shown(reader, q="ferry")

    assert re.findall(r'href="(/search/[^"]+)">(20\d\d)<', html) == [
        ("/search/?q=ferry&since=2026-01-01&until=2026-12-31", "2026"),
        ("/search/?q=ferry&since=2025-01-01&until=2025-12-31", "2025"),
    ]


def test_nothing_found_says_what_to_do(ferries: list[StoryPage], reader: Client) -> None:
    html = shown(reader, q="zeppelin", section="sea")

    assert "Nothing was found." in html
    assert '<a href="/search/?q=zeppelin">The same words in the whole paper</a>' in html
    assert 'href="/archive/"' in html


def test_pages_of_results(paper: HomePage, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reader.searching.page.PAGE_SIZE", 2)
    for number in range(5):
        published(f"Ferry {number}", at=NOON - timedelta(days=number))

    first, last = shown(reader, q="ferry"), shown(reader, q="ferry", page="3")

    assert 'href="/search/?q=ferry&page=2" rel="next"' in first
    assert "Page 1 of 3" in first
    assert 'rel="next"' not in last
    assert "Ferry 4" in last
    assert '<a href="/search/?q=ferry&page=3">To the last page</a>' in shown(reader, q="ferry", page="9")


def test_page_speaks_russian(ferries: list[StoryPage], reader: Client, settings: Any) -> None:
    settings.LANGUAGE_CODE = "ru"

    html = shown(reader, q="правительства")

    assert "Нашёлся 1 материал" in html
    assert "Как искать" in html
    assert "<mark>Правительство</mark>" in html


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("goverment", "government"),
        ("govermnent", "government"),
        ("правителство", "правительство"),
        ("ghfdbntkmcndj", "правительство"),
        ("пщмуктьуте", "government"),
        ("the goverment -old", "the government -old"),
        ("government", ""),
        ("governments", ""),
        ("zeppelin", ""),
        ("", ""),
    ],
)
def test_other_spellings_are_proposed(ferries: list[StoryPage], typed: str, meant: str) -> None:
    published("Second", body=body("The government again. Снова правительство."))
    counted()

    assert did_you_mean(Question(asked=parse_query(typed))) == meant


def test_other_spelling_is_a_link(ferries: list[StoryPage], reader: Client) -> None:
    published("Second", body=body("The government again."))
    counted()

    assert 'Did you mean <a href="/search/?q=government">government</a>?' in shown(reader, q="goverment")


def test_suggestions_go_on_with_what_is_typed(ferries: list[StoryPage], reader: Client) -> None:
    counted()

    answer = reader.get("/search/suggest/", {"q": "old fer"}).json()

    assert answer == {
        "questions": ["old ferry"],
        "stories": [{"headline": "Old ferry", "url": ferries[1].public_path()}],
    }
    assert reader.get("/search/suggest/", {"q": "f"}).json() == {"questions": [], "stories": []}
    assert reader.get("/search/suggest/", {"q": "fer "}).json()["questions"] == []


def test_nothing_that_was_taken_down_is_suggested(ferries: list[StoryPage]) -> None:
    twice = [published(f"Xylocanary {number}", body=body("Xylocanary sings.")) for number in range(2)]
    counted()
    assert suggestions_for("xyloc").questions == ("xylocanary",)
    assert did_you_mean(Question(asked=parse_query("xylocanray"))) == "xylocanary"

    for story in twice:
        take_down(page=story, by=None, reason=RemovalReason.SAFETY)

    assert suggestions_for("xyloc").questions == ()
    assert did_you_mean(Question(asked=parse_query("xylocanray"))) == ""


def test_page_of_results_asks_few_queries(
    ferries: list[StoryPage], reader: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(45):
        shown(reader, q="ferry")


@pytest.mark.parametrize("place", ["rss/", "atom/", "feed.json"])
def test_feed_of_a_search_has_what_fits_newest_first(
    ferries: list[StoryPage], reader: Client, place: str
) -> None:
    answer = reader.get(f"/search/{place}", {"q": "ferry", "order": "oldest"})

    assert answer.status_code == 200
    if place.endswith(".json"):
        found = json.loads(answer.content)
        titles = [entry["title"] for entry in found["items"]]
        assert found["feed_url"] == "http://localhost:8000/search/feed.json?q=ferry"
        assert found["home_page_url"].startswith("http://localhost:8000/search/?q=ferry")
    else:
        parsed = feedparser.parse(answer.content)
        assert not parsed.bozo
        assert parsed.feed.title == "The Harbour Post: Search: ferry"
        titles = [entry.title for entry in parsed.entries]
    assert titles == ["Ferry news", "Паром", "Old ferry"]


def test_feed_of_a_search_keeps_to_its_filters(ferries: list[StoryPage], reader: Client) -> None:
    answer = reader.get("/search/rss/", {"q": "ferry", "section": "sea"})

    assert [entry.title for entry in feedparser.parse(answer.content).entries] == ["Old ferry"]


def test_feed_of_nothing_is_none_and_one_that_finds_nothing_is_empty(
    ferries: list[StoryPage], reader: Client
) -> None:
    assert reader.get("/search/rss/").status_code == 404
    answer = reader.get("/search/rss/", {"q": "zyxwvut"})
    assert answer.status_code == 200
    assert feedparser.parse(answer.content).entries == []


def test_feed_of_a_search_is_sent_again_when_it_has_changed(ferries: list[StoryPage], reader: Client) -> None:
    first = reader.get("/search/atom/?q=ferry")
    same = reader.get("/search/atom/?q=ferry", headers={"if-none-match": first["ETag"]})
    take_down(page=ferries[0].specific, by=None, reason=RemovalReason.LEGAL)
    later = reader.get("/search/atom/?q=ferry", headers={"if-none-match": first["ETag"]})

    assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    assert same["Cache-Control"] == "no-store"
    assert later.status_code == 200
    assert "Ferry news" not in later.content.decode()


def test_page_of_a_search_names_its_feeds(ferries: list[StoryPage], reader: Client) -> None:
    html = shown(reader, q="ferry & co", section="sea")

    for place in ("rss/", "atom/", "feed.json"):
        assert f'href="/search/{place}?q=ferry+%26+co&section=sea"' in html
    assert "/search/rss/" not in shown(reader, q="")
