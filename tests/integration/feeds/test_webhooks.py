"""Webhooks: what partners are told, signed, once for each thing, until they have confirmed."""

from __future__ import annotations

import base64
import hmac
import json
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any

import pytest
import standardwebhooks
from django.utils import timezone

from dateline.feeds import outgoing
from dateline.feeds.choices import MessageState, Stories
from dateline.feeds.models import Partner, Webhook, WebhookMessage
from dateline.feeds.partner_actions import make_partner, note_taken
from dateline.feeds.webhooks import actions, sending
from dateline.feeds.webhooks.actions import MOST_ATTEMPTS, PAUSES, claim_message, end_webhook, make_webhook
from dateline.feeds.webhooks.following import webhook_follower
from dateline.feeds.webhooks.sending import send_due, send_due_now
from dateline.feeds.webhooks.signing import signature_of
from dateline.fronts.models import HomePage
from dateline.lib.outgoing import exchanging
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishing.models import Publication
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from tests.factories.stories import published
from tests.integration.feeds.receiving import Receiver
from tests.support.watching import fresh


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.PRIVATE_WEBHOOKS = True
    made = Receiver()
    yield made
    made.close()


@pytest.fixture
def partner(paper: HomePage) -> Partner:
    return make_partner(name="The Island Echo", by=None, at=timezone.now())


@pytest.fixture
def hook(partner: Partner, receiver: Receiver) -> tuple[Webhook, str]:
    return make_webhook(partner=partner, url=receiver.url, by=None, at=timezone.now())


def follow(*, after: int = 0) -> None:
    """Hand over the log as the worker does; again and again changes nothing."""
    webhook_follower().handle(list(LogEntry.objects.after(after)))


def update(story: StoryPage, kind: Kind = Kind.UPDATE) -> None:
    page = fresh(story)
    page.standfirst += "More. "
    publish_page(page=page, by=None, kind=kind, summary="It was so. It is so.")


def later(**pause: float) -> Any:
    return lambda: timezone.now() + timedelta(**pause)


def test_each_act_is_told_once_in_order(hook: tuple[Webhook, str], receiver: Receiver) -> None:
    story = published("Ferry back")
    update(story)
    update(story, Kind.TYPO)
    update(story, Kind.CORRECTION)
    unpublish_page(page=fresh(story), by=None)
    publish_page(page=fresh(story), by=None)
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    for _ in range(3):
        follow()
        send_due(hook[0])

    assert [(one.data["type"], one.data["data"]["version"]) for one in receiver.taken] == [
        ("story.published", 1),
        ("story.updated", 2),
        ("story.updated", 3),
        ("story.corrected", 4),
        ("story.removed", 4 + 1),
        ("story.published", 4 + 1),
        ("story.removed", 5),
    ]
    assert len({one.id for one in receiver.taken}) == 7
    assert WebhookMessage.objects.filter(state=MessageState.DELIVERED).count() == 7


def test_message_holds_no_word_of_the_story(hook: tuple[Webhook, str], receiver: Receiver) -> None:
    story = published("Quetzalcanary", slug="quetzalcanary", by=["Ada Quetzalcanary"])
    update(story, Kind.CORRECTION)
    take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL, text="Quetzalcanary", shows_text=True)
    follow()
    send_due(hook[0])

    assert len(receiver.taken) == 3
    assert all(b"quetzalcanary" not in one.body.lower() for one in receiver.taken)
    assert receiver.taken[0].data["data"]["story"] == f"http://localhost:8000/api/v1/stories/{story.uuid}"
    assert receiver.taken[2].data["data"] == {"id": story.uuid.urn, "version": 3}


def test_receivers_library_accepts_the_signature_and_nothing_changed(
    hook: tuple[Webhook, str], receiver: Receiver
) -> None:
    published("Ferry back")
    follow()
    send_due(hook[0])
    (taken,) = receiver.taken
    library = standardwebhooks.Webhook(hook[1])

    assert library.verify(taken.body, taken.headers)["type"] == "story.published"
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        library.verify(taken.body.replace(b"published", b"destroyed"), taken.headers)
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        library.verify(taken.body, {**taken.headers, "webhook-timestamp": "1"})
    other = make_webhook(partner=hook[0].partner, url=receiver.url, by=None, at=timezone.now())[1]
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(other).verify(taken.body, taken.headers)
    assert taken.headers[":path"] == "/hook?from=paper"
    assert taken.headers["host"] == f"127.0.0.1:{receiver.port}"


def test_secret_is_not_in_the_database(hook: tuple[Webhook, str]) -> None:
    assert hook[1].startswith("whsec_")
    assert hook[1] not in str(list(Webhook.objects.values()))
    assert hook[1].removeprefix("whsec_") not in str(list(Webhook.objects.values()))


FAILURES = [
    (400, 400, "It answers 400."),
    (404, 404, "It answers 404."),
    (500, 500, "It answers 500."),
    (302, 302, "It answers 302."),
    ("hang up", None, "does not speak HTTP, or hangs up"),
    ("nonsense", None, "does not speak HTTP, or hangs up"),
    ("silence", None, "It does not answer in time."),
    ("drip", None, "It does not answer in time."),
]


@pytest.mark.parametrize(("mood", "status", "words"), FAILURES)
def test_receiver_that_fails_is_told_again_later_with_the_same_id(
    hook: tuple[Webhook, str],
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    mood: Any,
    status: int | None,
    words: str,
) -> None:
    monkeypatch.setattr(exchanging, "CONNECT_SECONDS", 0.3)
    monkeypatch.setattr(exchanging, "WHOLE_SECONDS", 1.0)
    published("Ferry back")
    follow()
    receiver.mood = mood
    began = time.monotonic()
    assert send_due(hook[0]) == 0
    row = WebhookMessage.objects.get()

    assert time.monotonic() - began < 10
    assert (row.state, row.attempts, row.latest_status) == (MessageState.WAITING, 1, status)
    assert words in row.latest_error
    assert row.due_at > timezone.now()
    assert Webhook.objects.get().failing_since is not None
    # Not before its time, and then with the same id: the receiver may have taken it in.
    assert send_due(hook[0]) == 0
    assert len(receiver.taken) == 1
    receiver.mood = 204
    assert send_due(hook[0], later(seconds=6)) == 1
    assert [one.id for one in receiver.taken] == [receiver.taken[0].id] * 2
    assert WebhookMessage.objects.get().state == MessageState.DELIVERED
    assert Webhook.objects.get().failing_since is None


def test_endless_answer_is_not_read(hook: tuple[Webhook, str], receiver: Receiver) -> None:
    published("Ferry back")
    follow()
    receiver.mood = "endless"

    assert send_due(hook[0]) == 1


def test_nobody_there_is_told_in_words_and_stops_the_rest(
    partner: Partner, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    hook, _secret = make_webhook(partner=partner, url=url, by=None, at=timezone.now())
    for number in range(3):
        published(f"Story {number}")
    follow()
    send_due(hook)

    rows = list(WebhookMessage.objects.order_by("pk"))
    assert [row.attempts for row in rows] == [1, 0, 0]
    assert rows[0].latest_error == "Nobody answers there."
    # Whether anybody is back is found out with one message, not with each.
    assert len({row.due_at for row in rows}) == 1


def test_pauses_grow_until_the_message_is_given_up(hook: tuple[Webhook, str], receiver: Receiver) -> None:
    published("Ferry back")
    follow()
    receiver.mood = 503
    now = timezone.now()
    for attempt in range(MOST_ATTEMPTS):
        assert send_due(hook[0], partial(datetime.fromtimestamp, now.timestamp(), UTC)) == 0
        row = WebhookMessage.objects.get()
        assert row.attempts == attempt + 1
        if attempt < len(PAUSES):
            assert row.state == MessageState.WAITING
            assert abs(row.due_at - now - PAUSES[attempt]) < timedelta(milliseconds=1)
            now = row.due_at + timedelta(milliseconds=1)

    assert row.state == MessageState.GIVEN_UP
    assert list(PAUSES) == sorted(PAUSES)
    assert timedelta(days=3) < sum(PAUSES, timedelta()) < timedelta(days=5)
    assert send_due(hook[0], later(days=100)) == 0
    assert len(receiver.taken) == MOST_ATTEMPTS
    receiver.mood = 200
    assert actions.send_again(webhook=hook[0], at=timezone.now()) == 1
    assert send_due(hook[0]) == 1


def test_two_processes_never_have_the_same_message(hook: tuple[Webhook, str]) -> None:
    published("Ferry back")
    follow()
    message, now = WebhookMessage.objects.get(), timezone.now()

    assert claim_message(message=message, at=now)
    assert not claim_message(message=message, at=now)
    # One that died with it leaves it to others by and by.
    assert claim_message(message=message, at=now + timedelta(minutes=3))


def test_webhook_hears_nothing_from_before_it_and_nothing_after_its_end(
    partner: Partner, receiver: Receiver
) -> None:
    old = published("Old story")
    hook, _secret = make_webhook(partner=partner, url=receiver.url, by=None, at=timezone.now())
    update(old)
    follow()
    end_webhook(webhook=hook, by=None, at=timezone.now())
    update(old)
    follow()
    send_due_now()

    assert [row.state for row in WebhookMessage.objects.all()] == [MessageState.GIVEN_UP]
    assert receiver.taken == []


def test_republisher_hears_of_what_it_took_and_of_nothing_else(partner: Partner, receiver: Receiver) -> None:
    hook, _secret = make_webhook(
        partner=partner, url=receiver.url, stories=Stories.TAKEN, by=None, at=timezone.now()
    )
    taken, other = published("Taken"), published("Other")
    note_taken(partner=partner, publication=Publication.objects.get(pk=taken.uuid), at=timezone.now())
    for story in (taken, other):
        update(story, Kind.CORRECTION)
        take_down(page=fresh(story), by=None, reason=RemovalReason.LEGAL)
    follow()
    send_due(hook)

    assert receiver.events == ["story.corrected", "story.removed"]
    assert {one.data["data"]["id"] for one in receiver.taken} == {taken.uuid.urn}


PRIVATE = (
    "https://127.0.0.1/x",
    "https://localhost/x",
    "https://10.1.2.3/x",
    "https://192.168.0.1:8443/x",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/x",
    "https://[fe80::1]/x",
    "https://[::ffff:127.0.0.1]/x",
    "https://[64:ff9b::7f00:1]/x",
    "https://[2002:7f00:1::]/x",
    "https://0.0.0.0/x",
    "https://100.64.0.1/x",
    "https://2130706433/x",
    "https://0x7f.1/x",
)


@pytest.mark.parametrize("url", PRIVATE)
def test_private_addresses_are_never_asked(settings: Any, url: str) -> None:
    settings.PRIVATE_WEBHOOKS = False

    with pytest.raises(outgoing.NotDeliveredError, match=r"private network|no such host"):
        outgoing.post(url, body=b"", headers={})


NO_ADDRESS = (
    "http://paper.example/",
    "ftp://paper.example/",
    "https://me:secret@paper.example/",
    "https://",
    "https://a b/",
    "x",
    "https://paper.example:port/",
    "https://paper.example/\r\nx: y",
)


@pytest.mark.parametrize("url", NO_ADDRESS)
def test_what_is_no_plain_address_is_refused(settings: Any, url: str) -> None:
    settings.PRIVATE_WEBHOOKS = False

    with pytest.raises(outgoing.RefusedAddressError):
        outgoing.checked(url)


def test_name_that_leads_elsewhere_in_the_meantime_is_not_followed(
    settings: Any, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is looked up once, and what was looked at is what is connected to."""
    settings.PRIVATE_WEBHOOKS = False
    asked: list[str] = []
    connected: list[Any] = []

    def look_up(host: str, port: int, **_: Any) -> Any:
        asked.append(host)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: Any, timeout: float) -> Any:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(outgoing.NotDeliveredError):
        outgoing.post("https://rebinding.example/x", body=b"", headers={})

    assert asked == ["rebinding.example"]
    assert connected == [("93.184.215.14", 443)]


@pytest.mark.django_db(transaction=True)
def test_worker_sends_in_threads_and_one_that_hangs_holds_up_no_other(
    transactional_db: None, paper: HomePage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PRIVATE_WEBHOOKS = True
    monkeypatch.setattr(exchanging, "CONNECT_SECONDS", 2.0)
    partner = make_partner(name="The Island Echo", by=None, at=timezone.now())
    slow, quick = Receiver(), Receiver()
    slow.mood = "silence"
    try:
        for one in (slow, quick):
            make_webhook(partner=partner, url=one.url, by=None, at=timezone.now())
        for number in range(3):
            published(f"Story {number}")
        follow()
        began = time.monotonic()
        send_due_now()
        assert time.monotonic() - began < 1
        while len(quick.taken) < 3 and time.monotonic() - began < 20:
            send_due_now()
            time.sleep(0.02)
        assert [one.data["data"]["version"] for one in quick.taken] == [1, 1, 1]
        assert len(slow.taken) == 1
    finally:
        slow.close()
        quick.close()
        while sending.lanes.busy and time.monotonic() - began < 30:
            time.sleep(0.05)


def test_signature_is_what_the_specification_says() -> None:
    secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
    body = json.dumps({"a": 1}).encode()
    wanted = base64.b64encode(hmac.new(b"k" * 32, b"msg_1.1700000000." + body, sha256).digest()).decode()

    assert signature_of(body, message_id="msg_1", timestamp=1700000000, secret=secret) == f"v1,{wanted}"
