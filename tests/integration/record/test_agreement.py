"""Random work of a newsroom against a model: every output tells the same times and the same versions."""

from __future__ import annotations

import hashlib
import json
import random
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from django.utils.dateparse import parse_datetime

from dateline.fronts.models import HomePage
from dateline.publishing.actions import (
    publish_page,
    schedule_page,
    take_down,
    unpublish_page,
    unschedule_page,
)
from dateline.publishing.choices import CHANGE_KINDS, Kind, RemovalReason
from dateline.publishing.models import Publication, VersionContent
from dateline.publishing.scheduling import publish_due
from dateline.publishing.withholding_actions import withhold_versions
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.factories.stories import NOON, draft
from tests.integration.feeds.reading import time_in_sitemap, times_in_feeds

STEPS = 16
ATOM = "{http://www.w3.org/2005/Atom}"
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TIMES = re.compile(r'<p class="times">.*?</p>', re.DOTALL)


@dataclass
class Model:
    """What readers must be told of one story."""

    published_at: datetime | None = None
    updated_at: datetime | None = None
    versions: list[tuple[str, datetime]] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    """None for what was withheld."""
    old_paths: list[str] = field(default_factory=list)
    is_public: bool = False
    is_removed: bool = False
    done: set[str] = field(default_factory=set)
    """What has been done at all, so that a run shows what it tried."""


class Newsroom:
    """Does something to a story, and to the model of it."""

    def __init__(self, seed: int, clock: Any) -> None:
        self.chance, self.clock = random.Random(seed), clock
        self.pk = draft("Ferry to sail 100 times", body=[("paragraph", "<p>It sails 100 times.</p>")]).pk
        self.model = Model()
        self.now = NOON

    def step(self) -> None:
        self.wait(self.chance.randrange(1, 5_000))
        rare = [self.unpublish, self.move, self.rename, self.withhold]
        if self.model.is_public and self.chance.random() < 0.5:
            self.chance.choice(rare)()
        elif self.chance.random() < 0.4:
            self.plan(self.chance.choice(CHANGE_KINDS))
        else:
            self.publish(self.chance.choice(CHANGE_KINDS))

    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.clock.move_to(self.now, tick=False)

    def story(self) -> StoryPage:
        return StoryPage.objects.get(pk=self.pk)

    def publish(self, kind: Kind) -> None:
        story, is_first = self.story(), not self.model.versions
        is_changed = is_first or self.chance.random() < 0.85
        if is_changed and not is_first:
            self.change(story, kind)
        told = "" if is_first or not is_changed else kind
        publish_page(page=story, by=None, at=self.now, kind=told, summary="What was wrong")
        self.model.is_public = True
        if is_changed:
            self.note(Kind.NEW if is_first else kind, "publish")

    def plan(self, kind: Kind) -> None:
        """Plan a publication, and sometimes call it off; the worker comes a little late, as it does."""
        story, is_first = self.story(), not self.model.versions
        if not is_first:
            self.change(story, kind)
        due = self.now + timedelta(minutes=self.chance.randrange(1, 600))
        told = "" if is_first else kind
        schedule_page(page=story, by=None, at=due, kind=told, summary="What was wrong")
        is_off = self.chance.random() < 0.25
        if is_off:
            unschedule_page(page=self.story(), by=None)
        self.now = due
        self.wait(self.chance.randrange(1, 5))
        assert publish_due(now=self.now) == (int(not is_off), 0)
        if is_off:
            self.model.done.add("call off")
            return
        self.model.is_public = True
        self.note(Kind.NEW if is_first else kind, "plan")

    def unpublish(self) -> None:
        unpublish_page(page=self.story(), by=None, at=self.now)
        self.model.is_public = False
        self.model.done.add("unpublish")

    def move(self) -> None:
        story = self.story()
        story.move(section("sea" if story.section.slug == "town" else "town"), pos="last-child")
        self.note(Kind.TYPO, "move")

    def rename(self) -> None:
        story = self.story()
        self.model.old_paths.append(story.public_path())
        story.slug = f"ferry-{len(self.model.versions)}"
        publish_page(page=story, by=None, at=self.now, kind=Kind.UPDATE)
        self.note(Kind.UPDATE, "rename")

    def withhold(self) -> None:
        kept = [number for number, text in enumerate(self.model.texts, start=1) if text is not None]
        if len(kept) < 3:
            return
        number = self.chance.choice(kept[:-1])
        publication = Publication.objects.get(pk=self.story().uuid)
        withhold_versions(publication=publication, numbers=[number], by=None, reason=RemovalReason.LEGAL)
        self.model.texts[number - 1] = None
        self.model.done.add("withhold")

    def take_down(self) -> None:
        self.wait(1)
        take_down(page=self.story(), by=None, reason=RemovalReason.LEGAL, at=self.now)
        self.model.is_public, self.model.is_removed = False, True
        self.model.versions.append((Kind.REMOVAL.value, self.now))

    def note(self, kind: Kind, how: str) -> None:
        """Note in the model that there is a version more."""
        model = self.model
        model.done.add(how)
        model.versions.append((kind.value, self.now))
        number, uuid = len(model.versions), self.story().uuid
        stored = VersionContent.objects.get(version__publication=uuid, version__number=number)
        model.texts.append(stored.canonical_json)
        model.published_at = model.published_at or self.now
        if kind not in (Kind.NEW, Kind.TYPO):
            model.updated_at = self.now

    def change(self, story: StoryPage, kind: Kind) -> None:
        if kind is not Kind.TYPO:
            story.title = f"Ferry to sail {self.chance.randrange(10**6)} times"
            return
        block = dict(story.body.raw_data[0])
        wrong, right = ("sails", "sailss") if "sailss" not in block["value"] else ("sailss", "sails")
        block["value"] = block["value"].replace(wrong, right)
        story.body = story.body.stream_block.to_python([block])


@pytest.mark.parametrize("seed", range(4))
def test_page_machines_and_history_tell_the_same(paper: HomePage, reader: Client, seed: int) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        newsroom = Newsroom(seed, clock)
        for _step in range(STEPS):
            newsroom.step()
            check(newsroom, reader)
        if newsroom.model.is_public:
            newsroom.take_down()
            check(newsroom, reader)
    assert len(newsroom.model.versions) > 4
    assert len(newsroom.model.done) > 3


def check(newsroom: Newsroom, reader: Client) -> None:
    story, model = newsroom.story(), newsroom.model
    path = story.public_path()
    if model.is_removed:
        answer = reader.get(f"{path}history/index.json")
        assert answer.status_code == 410
        rest_of_it = [(row["kind"], moment(row["at"])) for row in answer.json()["versions"]]
        assert rest_of_it == model.versions[::-1]
    if not model.is_public:
        for address in ("/rss/", "/atom/town/", "/atom/sea/", "/feed.json", "/news-sitemap.xml"):
            assert path not in reader.get(address).content.decode()
        for rest in (
            "",
            "history/",
            "history/index.json",
            "history/index.atom",
            "history/1/",
            "history/1.json",
        ):
            assert reader.get(path + rest).status_code == 410
        return
    assert times_on_page(reader, path) == (model.published_at, model.updated_at)
    assert times_of_machines(reader, path) == (
        model.published_at,
        model.updated_at or model.published_at,
        str(len(model.versions)),
    )
    agreed = (model.published_at, model.updated_at or model.published_at)
    assert set(times_in_feeds(reader, story.uuid).values()) == {agreed}
    assert time_in_sitemap(reader, path, month=f"{model.published_at:%Y-%m}") == agreed[1]
    history = reader.get(f"{path}history/index.json").json()
    assert (moment(history["published_at"]), moment(history["updated_at"])) == (
        model.published_at,
        model.updated_at,
    )
    told = [(row["kind"], moment(row["at"])) for row in history["versions"]]
    assert told == model.versions[::-1]
    page = reader.get(f"{path}history/").content.decode()
    rows = re.findall(r'<p class="record-time"><time datetime="([^"]+)">', page)
    assert [moment(row) for row in rows] == [at for _kind, at in model.versions[::-1]]
    feed = ElementTree.fromstring(reader.get(f"{path}history/index.atom").content)
    assert [moment(at.text) for at in feed.findall(f"{ATOM}entry/{ATOM}updated")] == [
        at for _kind, at in model.versions[::-1]
    ]
    for old in set(model.old_paths) - {path}:
        assert reader.get(f"{old}history/").headers["location"] == f"{path}history/"
    for number, text in enumerate(model.texts, start=1):
        evidence = reader.get(f"{path}history/{number}.json").json()
        if text is None:
            assert (evidence["content"], evidence["nonce"]) == ("", "")
            assert reader.get(f"{path}history/{number}/").status_code == 410
            continue
        assert evidence["content"] == text
        made = hashlib.sha256(bytes.fromhex(evidence["nonce"]) + text.encode()).hexdigest()
        assert made == evidence["commitment"] == history["versions"][-number]["commitment"]


def times_on_page(reader: Client, path: str) -> tuple[Any, Any]:
    page = reader.get(path).content.decode()
    found = re.findall(r'datetime="([^"]+)"', TIMES.findall(page)[0])
    return moment(found[0]), moment(found[1]) if len(found) > 1 else None


def times_of_machines(reader: Client, path: str) -> tuple[Any, Any, str]:
    data = json.loads(JSON_LD.findall(reader.get(path).content.decode())[0])
    return moment(data["datePublished"]), moment(data["dateModified"]), data["version"]


def moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
