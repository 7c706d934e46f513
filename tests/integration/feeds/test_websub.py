"""WebSub: feeds name a hub; the paper's own confirms, signs and sends once; one elsewhere is pinged once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import feedparser
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from dateline.feeds.choices import HubKind
from dateline.feeds.models import HubRequest, HubSubscription
from dateline.feeds.websub import bounds
from dateline.feeds.websub.actions import DROPPED_AFTER, REQUEST_PAUSES, choose_hub, end_leases
from dateline.feeds.websub.following import websub_follower
from dateline.feeds.websub.working import serve_host
from dateline.fronts.models import HomePage
from dateline.lib.outgoing import exchanging
from dateline.publishing.actions import publish_page, take_down
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishlog.errors import NotReachedError
from dateline.publishlog.followers import Follower, register_follower, unregister_follower
from dateline.publishlog.models import FollowerPosition, LogEntry
from tests.factories.stories import draft, published
from tests.integration.feeds.subscribing import OutsideHub, Server, Subscriber
from tests.support.watching import fresh

# Feeds are read in snapshots of their own.
pytestmark = pytest.mark.django_db(transaction=True)

SITE = "http://localhost:8000"
TOPIC = f"{SITE}/rss/"
FEEDS = ("/rss/", "/atom/", "/feed.json", "/rss/town/", "/feed/town.json")


@pytest.fixture
def subscriber(paper: HomePage, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    settings.PRIVATE_WEBHOOKS = True
    monkeypatch.setattr(bounds.requests, "take", lambda *_: True)
    published("Harbour open")
    choose_hub(kind=HubKind.OWN, by=None)
    made = Server(Subscriber(TOPIC))
    yield made
    made.close()


@pytest.fixture
def outside(paper: HomePage, settings: Any) -> Iterator[Server]:
    settings.PRIVATE_WEBHOOKS = True
    made = Server(OutsideHub())
    choose_hub(kind=HubKind.OUTSIDE, url=made.url, by=None)
    yield made
    made.close()


def ask(client: Client, server: Server, **sent: str) -> Any:
    form = {"mode": "subscribe", "topic": TOPIC, "callback": server.url, **sent}
    return client.post("/websub/", {f"hub.{name}": value for name, value in form.items()})


def subscribe(client: Client, server: Server, **sent: str) -> None:
    assert ask(client, server, **sent).status_code == 202
    serve_host("127.0.0.1")


def follow(*, after: int = 0) -> None:
    """Hand over the log as the worker does, and serve those who are subscribed."""
    websub_follower().handle(list(LogEntry.objects.after(after)))
    serve_host("127.0.0.1")


def correct(story: Any) -> None:
    page = fresh(story)
    page.standfirst += "More. "
    publish_page(page=page, by=None, kind=Kind.CORRECTION, summary="It was so. It is so.")


@pytest.mark.parametrize("path", FEEDS)
def test_feed_names_the_hub_in_its_header_and_inside(client: Client, paper: HomePage, path: str) -> None:
    published("Ferry back")
    assert "Link" not in client.get(path).headers
    choose_hub(kind=HubKind.OUTSIDE, url="https://hub.example/", by=None)
    answer = client.get(path)

    assert answer["Link"] == f'<https://hub.example/>; rel="hub", <{SITE}{path}>; rel="self"'
    if path.endswith(".json"):
        assert answer.json()["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    else:
        links = {one["rel"]: one["href"] for one in feedparser.parse(answer.content).feed.links}
        assert (links["hub"], links["self"]) == ("https://hub.example/", f"{SITE}{path}")


def test_subscriber_confirms_and_is_sent_each_change_once(client: Client, subscriber: Server) -> None:
    subscribe(client, subscriber, lease_seconds="86400")
    assert subscriber.who.confirmed == [86400]
    follow()
    # It has read what was there to find the hub.
    assert subscriber.who.contents == []

    story = published("Ferry back")
    for _ in range(3):
        follow()
    assert subscriber.who.contents == [client.get("/rss/").content]
    correct(story)
    take_down(page=fresh(published("Gone again")), by=None, reason=RemovalReason.LEGAL)
    for _ in range(3):
        follow()
    assert len(subscriber.who.contents) == 2
    assert subscriber.who.contents[1] == client.get("/rss/").content
    assert b"Gone again" not in subscriber.who.contents[1]


def test_what_is_not_public_is_not_sent(client: Client, subscriber: Server) -> None:
    subscribe(client, subscriber)
    follow()
    draft("Quetzalcanary")
    follow()

    assert subscriber.who.contents == []


def test_content_is_signed_with_the_secret_that_is_kept_encrypted(client: Client, subscriber: Server) -> None:
    subscriber.who.secret = "quetzalsecret"
    subscribe(client, subscriber, secret="quetzalsecret")
    published("Ferry back")
    follow()

    assert (len(subscriber.who.contents), subscriber.who.refused) == (1, [])
    assert "quetzalsecret" not in HubSubscription.objects.get().secret
    HubSubscription.objects.update(secret="")
    published("Ferry gone")
    follow()
    assert (len(subscriber.who.contents), len(subscriber.who.refused)) == (1, 1)


def test_nobody_is_subscribed_in_the_name_of_another(client: Client, subscriber: Server) -> None:
    subscriber.who.topic = f"{SITE}/atom/"
    subscribe(client, subscriber)

    assert not HubSubscription.objects.exists()
    assert not HubRequest.objects.exists()


def test_unsubscribing_is_confirmed_too(client: Client, subscriber: Server) -> None:
    subscribe(client, subscriber)
    subscribe(client, subscriber, mode="unsubscribe")
    assert HubSubscription.objects.count() == 1
    subscriber.who.mode = "unsubscribe"
    subscribe(client, subscriber, mode="unsubscribe")

    assert not HubSubscription.objects.exists()
    assert ask(client, subscriber, mode="unsubscribe").status_code == 404


def test_feed_that_is_not_there_is_denied(client: Client, subscriber: Server) -> None:
    subscriber.who.topic = f"{SITE}/rss/nothing-here/"
    subscribe(client, subscriber, topic=subscriber.who.topic)

    assert subscriber.who.is_denied
    assert not HubSubscription.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"mode": "publish"},
        {"topic": ""},
        {"callback": "ftp://reader.example/"},
        {"callback": "nonsense"},
        {"callback": "https://user:word@reader.example/"},
        {"callback": "https://reader.example/" + "x" * 1000},
        {"secret": "x" * 200},
        {"lease_seconds": "soon"},
        {"lease_seconds": "-1"},
    ],
)
def test_request_that_cannot_be_meant_is_refused(
    client: Client, subscriber: Server, sent: dict[str, str]
) -> None:
    assert ask(client, subscriber, **sent).status_code == 400
    assert not HubRequest.objects.exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "10.0.0.7", "169.254.169.254", "[::ffff:127.0.0.1]"])
def test_private_networks_are_never_asked(
    client: Client, subscriber: Server, settings: Any, host: str
) -> None:
    settings.PRIVATE_WEBHOOKS = False
    assert ask(client, subscriber, callback=f"http://{host}/hook").status_code == 400
    # A name is looked up only when it is asked.
    named = subscriber.url.replace("127.0.0.1", "localhost")
    assert ask(client, subscriber, callback=named).status_code == 202
    serve_host("localhost")
    assert subscriber.who.confirmed == []


def test_hub_takes_on_no_more_than_it_can_serve(
    client: Client, subscriber: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.feeds.websub.actions.MOST_OF_HOST", 1)
    assert ask(client, subscriber).status_code == 202
    assert ask(client, subscriber, topic=f"{SITE}/atom/").status_code == 429
    monkeypatch.setattr("dateline.feeds.websub.actions.MOST_WAITING", 1)
    assert ask(client, subscriber, topic=f"{SITE}/atom/").status_code == 503
    monkeypatch.setattr(bounds.requests, "take", lambda *_: False)
    assert ask(client, subscriber).status_code == 429


def test_request_of_somebody_away_is_asked_again_and_then_forgotten(
    client: Client, subscriber: Server
) -> None:
    subscriber.status = 503
    subscribe(client, subscriber)
    later = timezone.now()
    for pause in REQUEST_PAUSES:
        assert HubRequest.objects.get().due_at > later
        later += pause + timedelta(seconds=5)
        serve_host("127.0.0.1", lambda later=later: later)

    assert not HubRequest.objects.exists()


def test_subscriber_who_fails_is_tried_later_and_forgotten_after_days(
    client: Client, subscriber: Server
) -> None:
    subscribe(client, subscriber)
    subscriber.status = 500
    published("Ferry back")
    follow()
    row = HubSubscription.objects.get()
    assert (row.attempts, row.latest_error) == (1, "It answers 500.")
    assert row.failing_since is not None
    assert row.due_at is not None
    assert row.due_at > timezone.now()
    subscriber.status = 0
    serve_host("127.0.0.1", lambda: timezone.now() + timedelta(seconds=10))
    assert HubSubscription.objects.get().failing_since is None
    assert len(subscriber.who.contents) == 1

    subscriber.status = 500
    published("Ferry gone")
    follow()
    serve_host("127.0.0.1", lambda: timezone.now() + DROPPED_AFTER)
    assert not HubSubscription.objects.exists()


def test_change_while_a_failing_attempt_runs_waits_seconds(client: Client, subscriber: Server) -> None:
    subscribe(client, subscriber)
    published("Ferry back")

    def fail(*_: Any) -> int:
        try:
            websub_follower().handle(list(LogEntry.objects.all()))
        finally:
            # This runs in the thread of the fake's server, on a connection of its own.
            connection.close()
        return 500

    subscriber.who.told = fail
    follow()

    due = HubSubscription.objects.get().due_at
    assert due is not None
    assert due < timezone.now() + timedelta(minutes=1)


def test_lease_ends(client: Client, subscriber: Server) -> None:
    subscribe(client, subscriber, lease_seconds="1")
    assert end_leases(at=timezone.now()) == 0
    published("Ferry back")
    after = timezone.now() + timedelta(hours=2)
    websub_follower().handle(list(LogEntry.objects.all()))
    serve_host("127.0.0.1", lambda: after)

    assert subscriber.who.contents == []
    assert end_leases(at=after) == 1


@pytest.fixture
def cache() -> Iterator[Follower]:
    made = Follower(name="purge-front", handle=lambda _: None, from_start=False)
    register_follower(made)
    yield made
    unregister_follower(made.name)


def test_cache_that_is_no_more_holds_up_nobody(client: Client, subscriber: Server) -> None:
    subscribe(client, subscriber)
    published("Ferry back")
    FollowerPosition.objects.create(name="purge-of-last-year", position=0)
    follow()

    assert len(subscriber.who.contents) == 1


def test_nothing_is_told_before_caches_in_front_have_forgotten(
    client: Client, subscriber: Server, cache: Follower
) -> None:
    subscribe(client, subscriber)
    published("Ferry back")
    newest = LogEntry.objects.order_by("-number").first()
    assert newest is not None
    place = FollowerPosition.objects.create(name="purge-front", position=newest.number - 1)
    with pytest.raises(NotReachedError):
        follow()
    serve_host("127.0.0.1")
    assert subscriber.who.contents == []
    FollowerPosition.objects.filter(pk=place.pk).update(position=newest.number)
    follow()

    assert len(subscriber.who.contents) == 1


def test_outside_hub_is_pinged_once_for_each_change(outside: Server) -> None:
    story = published("Ferry back")
    for _ in range(3):
        follow()
    first = sorted(outside.who.pinged)
    assert len(first) == len(set(first))
    assert {TOPIC, f"{SITE}/atom/", f"{SITE}/feed.json", f"{SITE}/rss/town/"} <= set(first)
    correct(story)
    for _ in range(3):
        follow()

    second = outside.who.pinged[len(first) :]
    assert len(second) == len(set(second))
    # Feeds in which the story does not stand say what they said.
    told = {one for one in first if "/opinion" not in one and "/sea" not in one and "/meanwhile" not in one}
    assert set(second) == told


def test_outside_hub_that_fails_is_told_later(outside: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    published("Ferry back")
    outside.status = 503
    with pytest.raises(NotReachedError, match="503"):
        follow()
    monkeypatch.setattr(exchanging, "WHOLE_SECONDS", 5.0)
    outside.status = 0
    follow()

    assert outside.who.pinged.count(TOPIC) == 1


def test_without_a_hub_nobody_is_told_and_nothing_is_taken(client: Client, subscriber: Server) -> None:
    choose_hub(kind=HubKind.NONE, by=None)
    published("Ferry back")
    follow()

    assert ask(client, subscriber).status_code == 404
    assert client.get("/websub/").status_code == 404
    assert not HubRequest.objects.exists()


def test_hub_is_chosen_by_command(client: Client, paper: HomePage) -> None:
    def run(*words: str) -> str:
        out = StringIO()
        call_command("feeds_hub", *words, stdout=out)
        return out.getvalue()

    assert run() == "Feeds name no hub.\n"
    assert run("own") == f"Feeds name {SITE}/websub/: 0 subscriptions, of which 0 fail.\n"
    assert client.get("/websub/").status_code == 200
    assert run("https://hub.example/") == "Feeds name the hub https://hub.example/.\n"
    with pytest.raises(CommandError):
        run("https://127.0.0.1/")
    assert run("none") == "Feeds name no hub.\n"
