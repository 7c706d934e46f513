"""The choosers of stories and pictures: what they offer, in which order, and what that costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dateline.fronts.models import HomePage
from dateline.users.choices import Role
from tests.factories.papers import section
from tests.factories.staff import member, town_editor
from tests.factories.stories import NOON, draft, picture, published

STORIES = {"page_type": "paper_stories.storypage"}


@pytest.fixture
def town(paper: HomePage) -> Client:
    client = Client()
    client.force_login(town_editor())
    return client


def shown(client: Client, name: str, *args: int, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), {**STORIES, **asked})
    assert answer.status_code == 200
    text = answer.content.decode()
    return str(answer.json()["html"]) if text.startswith("{") else text


def in_order(html: str, *titles: str) -> bool:
    places = [html.find(title) for title in titles]
    return -1 not in places and places == sorted(places)


def test_chooser_begins_with_the_newest_of_all_sections(town: Client) -> None:
    published("Oldest", at=NOON)
    published("Middle", within="sea", at=NOON)
    published("Newest", at=NOON)

    assert in_order(shown(town, "wagtailadmin_choose_page"), "Newest", "Middle", "Oldest")


def test_chooser_in_a_section_shows_its_stories_newest_first(town: Client) -> None:
    published("Oldest", at=NOON)
    published("Elsewhere", within="sea", at=NOON)
    published("Newest", at=NOON)

    html = shown(town, "wagtailadmin_choose_page_child", section("town").pk)

    assert in_order(html, "Newest", "Oldest")
    assert "Elsewhere" not in html


def test_chooser_finds_words_of_headlines_newest_first(town: Client) -> None:
    published("Ferry strike", at=NOON)
    published("Night train", at=NOON)
    draft("Ferry back", within="sea").save_revision()

    html = shown(town, "wagtailadmin_choose_page_search", q="ferr")

    assert in_order(html, "Ferry back", "Ferry strike")
    assert "Night train" not in html
    assert shown(town, "wagtailadmin_choose_page_search", q="").count("Ferry") == 0


def test_chooser_of_links_still_walks_the_tree_and_finds_every_page(paper: HomePage, town: Client) -> None:
    published("Ferry strike", at=NOON)

    tree = shown(town, "wagtailadmin_choose_page_child", paper.pk, page_type="wagtailcore.page")
    found = shown(town, "wagtailadmin_choose_page_search", page_type="wagtailcore.page", q="ferry")
    sections = shown(town, "wagtailadmin_choose_page_search", page_type="wagtailcore.page", q="town")

    assert in_order(tree, 'data-title="Town"', 'data-title="Sea"')
    assert "Ferry strike" in found
    assert "Town" in sections


def test_chooser_refuses_what_is_no_page(town: Client) -> None:
    for name in ("wagtailadmin_choose_page", "wagtailadmin_choose_page_search"):
        assert town.get(reverse(name), {"page_type": "paper_people.contributor"}).status_code == 404


def test_choosers_are_for_staff(client: Client) -> None:
    for name in ("wagtailadmin_choose_page", "wagtailadmin_choose_page_search"):
        assert client.get(reverse(name)).status_code == 302


def test_pictures_of_all_folders_come_without_asking_for_folders(paper: HomePage, town: Client) -> None:
    for number in range(3):
        picture(credit=f"Somebody {number}")
    with CaptureQueriesContext(connection) as asked:
        answer = town.get(reverse("wagtailimages_chooser:choose"))

    assert answer.status_code == 200
    assert answer.json()["html"].count('class="image"') or "Pier" in answer.json()["html"]
    listed = [
        query["sql"]
        for query in asked
        if "ORDER BY" in query["sql"] and "paper_media_picture" in query["sql"]
    ]
    assert listed
    assert all('"wagtailcore_collection"."path" LIKE' not in sql for sql in listed)


def test_photo_editor_without_rules_on_pages_gets_pictures(paper: HomePage) -> None:
    client = Client()
    client.force_login(member(Role.PHOTO_EDITOR))
    picture()

    assert "Pier" in client.get(reverse("wagtailimages_chooser:choose")).json()["html"]


@pytest.mark.parametrize("screen", ["wagtailadmin_choose_page", "wagtailadmin_choose_page_search"])
def test_chooser_asks_no_more_for_more_stories(town: Client, screen: str) -> None:
    def queries() -> int:
        shown(town, screen, q="story")
        with CaptureQueriesContext(connection) as asked:
            shown(town, screen, q="story")
        return len(asked)

    for number in range(2):
        published(f"Story {number}", at=NOON + timedelta(hours=number))
    few = queries()
    for number in range(2, 20):
        published(f"Story {number}", at=NOON + timedelta(hours=number))

    assert queries() == few


def test_chooser_finds_pictures_by_their_title_newest_first(town: Client) -> None:
    titles = [picture(credit="Ines Moreau").title for _ in range(3)]

    html = town.get(reverse("wagtailimages_chooser:choose_results"), {"q": "pier"}).content.decode()

    assert in_order(html, *reversed(titles))
    other = town.get(reverse("wagtailimages_chooser:choose_results"), {"q": "zebra"})
    assert "Pier" not in other.content.decode()


def test_search_for_pictures_works_out_no_relevance(town: Client) -> None:
    picture()
    with CaptureQueriesContext(connection) as asked:
        town.get(reverse("wagtailimages_chooser:choose_results"), {"q": "pier"})

    assert [query["sql"] for query in asked if "_score" in query["sql"]] == []
