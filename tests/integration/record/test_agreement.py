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
from django.test import Client
from django.utils.dateparse import parse_datetime

from dateline.fronts.models import HomePage
from dateline.publishing.actions import publish_page, unpublish_page
from dateline.publishing.choices import CHANGE_KINDS, Kind
from dateline.publishing.models import VersionContent
from dateline.stories.models import StoryPage
from tests.factories.stories import NOON, draft

STEPS = 14
ATOM = "{http://www.w3.org/2005/Atom}"
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
TIMES = re.compile(r'<p class="times">.*?</p>', re.DOTALL)


@dataclass
class Model:
    """What readers must be told of one story."""

    published_at: datetime | None = None
    updated_at: datetime | None = None
    versions: list[tuple[str, datetime]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    is_public: bool = False


class Newsroom:
    """Does something to a story, and to the model of it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.pk = draft("Ferry to sail 100 times", body=[("paragraph", "<p>It sails 100 times.</p>")]).pk
        self.model = Model()
        self.now = NOON

    def step(self) -> None:
        self.now += timedelta(minutes=self.chance.randrange(1, 5_000))
        if self.model.is_public and self.chance.random() < 0.15:
            unpublish_page(page=self.story(), by=None, at=self.now)
            self.model.is_public = False
            return
        self.publish(self.chance.choice(CHANGE_KINDS))

    def story(self) -> StoryPage:
        return StoryPage.objects.get(pk=self.pk)

    def publish(self, kind: Kind) -> None:
        story, model = self.story(), self.model
        is_first = not model.versions
        is_changed = is_first or self.chance.random() < 0.85
        if is_changed and not is_first:
            self.change(story, kind)
        publish_page(
            page=story,
            by=None,
            at=self.now,
            kind="" if is_first or not is_changed else kind,
            summary="What was wrong",
        )
        model.is_public = True
        if is_first:
            model.published_at = self.now
        if is_changed:
            told = Kind.NEW if is_first else kind
            model.versions.append((told.value, self.now))
            number = len(model.versions)
            stored = VersionContent.objects.get(version__publication=story.uuid, version__number=number)
            model.texts.append(stored.canonical_json)
            if told not in (Kind.NEW, Kind.TYPO):
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
    newsroom = Newsroom(seed)
    for _step in range(STEPS):
        newsroom.step()
        check(newsroom, reader)
    assert len(newsroom.model.versions) > 4


def check(newsroom: Newsroom, reader: Client) -> None:
    story, model = newsroom.story(), newsroom.model
    path = story.public_path()
    if not model.is_public:
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
    for number, text in enumerate(model.texts, start=1):
        evidence = reader.get(f"{path}history/{number}.json").json()
        assert evidence["canonical_json"] == text
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
