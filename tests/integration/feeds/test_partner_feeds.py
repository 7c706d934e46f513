"""Feeds of partners: filters, length, pictures, a key in the address; and none of what has gone."""

from __future__ import annotations

import json
from typing import Any

import feedparser
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from dateline.edition.keys import collecting
from dateline.feeds.models import Partner, PartnerFeed
from dateline.feeds.partner_actions import make_partner
from dateline.feeds.partner_feed_actions import end_partner_feed, make_partner_feed
from dateline.feeds.partner_feeds import address_of, existing_partner_feeds
from dateline.fronts.models import HomePage
from dateline.lib.feed_addresses import Format
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import RemovalReason
from dateline.sections.models import SectionPage, Topic
from dateline.stories.models import StoryPage
from tests.factories.stories import draft, picture, published
from tests.support.watching import Watch, fresh


@pytest.fixture
def partner(paper: HomePage) -> Partner:
    return make_partner(name="The Island Echo", by=None, at=timezone.now())


@pytest.fixture
def stories(paper: HomePage) -> list[StoryPage]:
    return [
        published(
            "Ferry back",
            topics=["Ferries"],
            lead_picture=picture(caption="The ferry"),
            standfirst="In short.",
            body=[("paragraph", "<p>It sails at seven.</p>")],
        ),
        published("Fair opens", within="town", label="sponsored"),
        published(
            "Storm at sea", within="sea", body=[("picture", {"picture": picture(), "caption": "Waves"})]
        ),
        published("Ferry in the storm", within="sea", topics=["Ferries", "Weather"]),
    ]


def feed(partner: Partner, **wanted: Any) -> tuple[PartnerFeed, str]:
    return make_partner_feed(partner=partner, title="Ferries", by=None, at=timezone.now(), **wanted)


def titles(reader: Client, words: str) -> list[str]:
    answer = reader.get(address_of(words, form=Format.RSS))
    assert answer.status_code == 200
    return [entry.title for entry in feedparser.parse(answer.content).entries]


def section(slug: str) -> int:
    return SectionPage.objects.get(slug=slug).pk


def topic(name: str) -> int:
    return Topic.objects.get(name=name).pk


def test_feed_without_filters_is_of_the_whole_paper(
    reader: Client, partner: Partner, stories: list[StoryPage]
) -> None:
    _row, words = feed(partner)

    assert titles(reader, words) == ["Ferry in the storm", "Storm at sea", "Fair opens", "Ferry back"]


def test_filters_narrow_it_together(reader: Client, partner: Partner, stories: list[StoryPage]) -> None:
    in_sea = feed(partner, sections=[section("sea")])[1]
    ferries = feed(partner, topics=[topic("Ferries")])[1]
    both = feed(partner, sections=[section("sea")], topics=[topic("Ferries"), topic("Weather")])[1]
    unpaid = feed(partner, without_labels=["sponsored"], length=2)[1]

    assert titles(reader, in_sea) == ["Ferry in the storm", "Storm at sea"]
    assert titles(reader, ferries) == ["Ferry in the storm", "Ferry back"]
    assert titles(reader, both) == ["Ferry in the storm"]
    assert titles(reader, unpaid) == ["Ferry in the storm", "Storm at sea"]


@pytest.mark.parametrize("form", list(Format))
def test_pictures_and_whole_texts_are_as_agreed(
    reader: Client, partner: Partner, stories: list[StoryPage], form: Format
) -> None:
    bare = reader.get(address_of(feed(partner)[1], form=form)).content.decode()
    shown = reader.get(address_of(feed(partner, has_pictures=True)[1], form=form)).content.decode()
    short = reader.get(address_of(feed(partner, is_full=False)[1], form=form)).content.decode()

    assert "/media/" not in bare
    assert "Waves" not in bare
    assert "/media/" in shown
    assert "Waves" in shown
    assert len(short) < len(bare) < len(shown)
    if form is Format.JSON:
        assert len(json.loads(bare)["items"]) == 4
    else:
        assert not feedparser.parse(bare).bozo


def test_topic_that_goes_leaves_an_empty_feed_and_not_the_whole_paper(
    reader: Client, partner: Partner, stories: list[StoryPage]
) -> None:
    words = feed(partner, topics=[topic("Weather")])[1]
    assert titles(reader, words) == ["Ferry in the storm"]
    page = fresh(stories[3])
    page.topics.set([Topic.objects.get(name="Ferries")])
    publish_page(page=page, by=None)
    Topic.objects.get(name="Weather").delete()

    assert titles(reader, words) == []


def test_feed_that_has_ended_and_a_key_that_is_none_lead_nowhere(reader: Client, partner: Partner) -> None:
    row, words = feed(partner)
    address = address_of(words, form=Format.ATOM)
    made_up = address_of("x" * 32, form=Format.ATOM)
    assert existing_partner_feeds([address, made_up, "/rss/"]) == {address}

    end_partner_feed(feed=row, by=None, at=timezone.now())

    assert reader.get(address).status_code == 404
    assert reader.get(made_up).status_code == 404
    assert existing_partner_feeds([address]) == set()


def test_key_is_not_kept_and_stands_in_no_list(reader: Client, partner: Partner) -> None:
    row, words = feed(partner)

    assert words not in str(PartnerFeed.objects.filter(pk=row.pk).values().get())
    answer = reader.get(address_of(words, form=Format.RSS))
    assert answer["X-Robots-Tag"] == "noindex"
    for address in ("/feeds/", "/feeds.opml", "/sitemap.xml", "/robots.txt", "/"):
        assert "partner-feed" not in reader.get(address).content.decode()


def test_what_is_not_public_is_in_no_feed(reader: Client, partner: Partner, stories: list[StoryPage]) -> None:
    words = feed(partner)[1]
    draft("Zorvath")
    take_down(page=fresh(stories[0]), by=None, reason=RemovalReason.LEGAL)

    text = reader.get(address_of(words, form=Format.JSON)).content.decode()
    assert "Zorvath" not in text
    assert "Ferry back" not in text


@pytest.mark.parametrize("what", ["new", "label", "section", "topic", "take_down", "rename"])
def test_each_change_of_what_it_says_touches_it(
    reader: Client, partner: Partner, stories: list[StoryPage], what: str
) -> None:
    words = feed(partner, sections=[section("sea")], topics=[topic("Ferries")], without_labels=["opinion"])[1]
    with collecting() as made:
        before = reader.get(address_of(words, form=Format.RSS)).content
    page = fresh(stories[3])
    with Watch() as seen:
        if what == "new":
            published("New ferry", within="sea", topics=["Ferries"])
        elif what == "label":
            page.label = "opinion"
            publish_page(page=page, by=None)
        elif what == "section":
            page.move(SectionPage.objects.get(slug="town"), pos="last-child")
        elif what == "topic":
            page.topics.set([Topic.objects.get(name="Weather")])
            publish_page(page=page, by=None)
        elif what == "take_down":
            take_down(page=page, by=None, reason=RemovalReason.LEGAL)
        else:
            page.title = "Ferry through the storm"
            publish_page(page=page, by=None)

    touched = {key for entry in seen.entries for key in entry.keys}
    assert touched & made.keys
    assert reader.get(address_of(words, form=Format.RSS)).content != before


@pytest.mark.parametrize("length", [0, 101])
def test_length_out_of_bounds_is_refused(partner: Partner, length: int) -> None:
    with pytest.raises(ValidationError):
        feed(partner, length=length)
