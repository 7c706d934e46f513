"""IndexNow: engines are told when it is switched on, after caches in front, of what is public alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from dateline.feeds import indexnow
from dateline.fronts.models import HomePage
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishlog.errors import NotReachedError
from dateline.publishlog.followers import Follower, register_follower, unregister_follower
from dateline.publishlog.models import FollowerPosition, LogEntry
from tests.factories.stories import draft, published
from tests.integration.feeds.subscribing import Server
from tests.support.watching import fresh


@dataclass
class Engine:
    """Answers as indexnow.org says: 400 for no request, 403 for a wrong key, 422 for others' pages."""

    reader: Client
    told: list[list[str]] = field(default_factory=list)

    def told_of(self, sent: dict[str, Any]) -> int:
        if not {"host", "key", "urlList"} <= set(sent) or not 8 <= len(sent["key"]) <= 128:
            return 400
        key_file = self.reader.get(urlsplit(sent["keyLocation"]).path)
        if key_file.status_code != 200 or key_file.content.decode() != sent["key"]:
            return 403
        if (
            any(urlsplit(url).netloc != sent["host"] for url in sent["urlList"])
            or len(sent["urlList"]) > 10_000
        ):
            return 422
        self.told.append(sent["urlList"])
        return 200


class EngineServer(Server):
    """Keeps what it is sent; the test's thread judges it, which has the database."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(self)

    def told(self, headers: dict[str, str], body: bytes) -> int:
        assert headers["content-type"] == "application/json; charset=utf-8"
        self.sent.append(json.loads(body))
        return 202


@pytest.fixture
def engine(paper: HomePage, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineServer]:
    settings.PRIVATE_WEBHOOKS = True
    made = EngineServer()
    monkeypatch.setattr(indexnow, "ENDPOINT", made.url)
    switch(on=True)
    yield made
    made.close()


def switch(*, on: bool) -> None:
    row = PaperSettings.objects.get()
    row.tells_search_engines = on
    row.save()


def follow(*, after: int = 0) -> None:
    """Hand over the log as the worker does."""
    entries = list(LogEntry.objects.after(after))
    if entries:
        indexnow.indexnow_follower().handle(entries)


def newest() -> int:
    entry = LogEntry.objects.order_by("number").last()
    return entry.number if entry else 0


def judged(engine: EngineServer, reader: Client) -> list[list[str]]:
    """Return the addresses of each request, which the engine would all have taken."""
    judge = Engine(reader)
    assert [judge.told_of(sent) for sent in engine.sent] == [200] * len(engine.sent)
    return judge.told


def test_a_paper_tells_nobody_until_it_is_switched_on(engine: EngineServer, reader: Client) -> None:
    switch(on=False)
    published("Harbour open")
    follow()

    assert engine.sent == []
    assert reader.get("/indexnow.txt").status_code == 404


def test_what_happened_together_is_told_in_one_request(engine: EngineServer, reader: Client) -> None:
    before = newest()
    stories = [published("Harbour open"), published("Ferry back")]
    follow(after=before)

    assert judged(engine, reader) == [[story.full_url for story in stories]]


def test_an_update_and_a_take_down_are_told_each(engine: EngineServer, reader: Client) -> None:
    story = published("Harbour open")
    address = story.full_url
    before = newest()
    page = fresh(story)
    page.standfirst += "More. "
    publish_page(page=page, by=None, kind=Kind.UPDATE)
    follow(after=before)
    middle = newest()
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    follow(after=middle)

    assert judged(engine, reader) == [[address], [address]]


def test_a_change_that_was_changed_again_is_told_with_the_newer_one(engine: EngineServer) -> None:
    story = published("Harbour open")
    first = newest()
    page = fresh(story)
    page.standfirst += "More. "
    publish_page(page=page, by=None, kind=Kind.UPDATE)
    entries = LogEntry.objects.filter(number__lte=first)

    indexnow.indexnow_follower().handle(list(entries))

    assert engine.sent == []


def test_drafts_and_embargoed_stories_are_told_to_nobody(engine: EngineServer) -> None:
    before = newest()
    draft("Zorvath")
    story = draft("Quexley")
    story.embargo_until = timezone.now() + timedelta(days=1)
    story.save()
    follow(after=before)

    assert engine.sent == []


def test_engines_wait_for_caches_in_front(engine: EngineServer) -> None:
    before = newest()
    published("Harbour open")
    cache = Follower(name="purge-varnish", handle=lambda _entries: None, from_start=False)
    register_follower(cache)
    try:
        with pytest.raises(NotReachedError):
            follow(after=before)
        assert engine.sent == []
        FollowerPosition.objects.update_or_create(name=cache.name, defaults={"position": newest()})
        follow(after=before)
    finally:
        unregister_follower(cache.name)

    assert len(engine.sent) == 1


def test_refusal_is_told_in_words_and_tried_again(engine: EngineServer) -> None:
    before = newest()
    published("Harbour open")
    engine.status = 422
    with pytest.raises(NotReachedError, match="IndexNow: It answers 422"):
        follow(after=before)
    engine.status, engine.sent[:] = 0, []
    follow(after=before)

    assert len(engine.sent) == 1


def test_many_addresses_are_told_in_several_requests(
    engine: EngineServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = newest()
    for number in range(3):
        published(f"Ferry {number}")
    monkeypatch.setattr(indexnow, "MOST_AT_ONCE", 2)
    follow(after=before)

    assert [len(sent["urlList"]) for sent in engine.sent] == [2, 1]


def test_key_reveals_nothing_and_differs_between_papers(settings: Any) -> None:
    first = indexnow.key()
    settings.SECRET_KEY = "another secret key of thirty-two letters"

    assert len(first) == 32
    assert int(first, 16) >= 0
    assert indexnow.key() != first
