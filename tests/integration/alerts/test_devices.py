"""What devices send: taken, changed, moved, forgotten; what is no device, too much, or somebody else's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from dateline.alerts import bounds, device_actions
from dateline.alerts.choices import BREAKING, section_subject
from dateline.alerts.devices import device_from
from dateline.alerts.identity_actions import keep_identity
from dateline.alerts.models import AlertSettings, PushIdentity, PushSubject, PushSubscription
from dateline.fronts.models import HomePage
from dateline.publishlog.models import LogEntry
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.integration.alerts.push_fake import FakePush
from tests.integration.alerts.telling import alert, device, send, switch_on, work
from tests.support.web_push import Browser

KNOWN_SERVICES = (
    "https://fcm.googleapis.com/fcm/send/abc:def",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://web.push.apple.com/QGm7",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAA%2f",
)


def asked(endpoint: str, **more: Any) -> dict[str, Any]:
    return {"endpoint": endpoint, "keys": Browser().keys, "subjects": [BREAKING], **more}


def subjects(sent: dict[str, Any]) -> Any:
    answer = send("known", {"endpoint": sent["endpoint"]})
    return answer.json()["subjects"] if answer.status_code == 200 else answer.status_code


@pytest.mark.parametrize("endpoint", KNOWN_SERVICES)
def test_devices_of_the_services_that_browsers_use_are_taken(paper: HomePage, endpoint: str) -> None:
    switch_on()
    answer = send("subscribe", asked(endpoint))

    assert (answer.status_code, answer["Cache-Control"]) == (201, "no-store")
    assert send("subscribe", asked(endpoint)).status_code == 200
    assert PushSubscription.objects.count() == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com.evil.example/fcm/send/abc",
        "https://evilfcm.googleapis.com/fcm/send/abc",
        "https://me:secret@fcm.googleapis.com/fcm/send/abc",
        "https://push.example/abc",
        "https://127.0.0.1/abc",
        "https://[::1]/abc",
        "https://169.254.169.254/latest/meta-data/",
        f"https://fcm.googleapis.com/{'x' * 1000}",
        "https://fcm.googleapis.com/a b",
        "javascript:alert(1)",
        "",
        None,
        17,
    ],
)
def test_address_of_anybody_else_is_refused(paper: HomePage, endpoint: Any) -> None:
    switch_on()

    assert send("subscribe", asked(endpoint)).status_code == 400
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"keys": None},
        {"keys": {}},
        {"keys": {"p256dh": Browser().keys["p256dh"], "auth": "AAAA"}},
        {"keys": {"p256dh": "B" + "A" * 86, "auth": Browser().keys["auth"]}},
        {"keys": {"p256dh": "€", "auth": Browser().keys["auth"]}},
        {"subjects": []},
        {"subjects": "breaking"},
        {"subjects": [1]},
        {"subjects": ["section-"]},
        {"subjects": ["section-1; DROP"]},
        {"subjects": ["section-²"]},
        {"subjects": ["everything"]},
        {"subjects": [section_subject(number) for number in range(bounds.MOST_SUBJECTS + 1)]},
    ],
)
def test_what_is_damaged_is_refused(paper: HomePage, wrong: dict[str, Any]) -> None:
    switch_on()

    assert send("subscribe", asked(KNOWN_SERVICES[0], **wrong)).status_code == 400
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 4000, "application/json", 400),
        (b" " * 9000, "application/json", 413),
        (json.dumps(asked(KNOWN_SERVICES[0])).encode(), "text/plain", 415),
        (b"endpoint=x", "application/x-www-form-urlencoded", 415),
    ],
)
def test_what_is_no_request_of_ours_is_refused(paper: HomePage, body: bytes, kind: str, status: int) -> None:
    switch_on()
    for act in ("subscribe", "change", "known"):
        assert Client().post(f"/alerts/{act}/", body, content_type=kind).status_code == status, act
        assert Client().get(f"/alerts/{act}/").status_code == 405
    assert not PushSubscription.objects.exists()


def test_database_holds_no_address_key_or_visitor_in_clear(push: FakePush) -> None:
    sent = device(push)
    row = PushSubscription.objects.get()
    stored = json.dumps({name: str(value) for name, value in vars(row).items()})

    assert {field.name for field in PushSubscription._meta.get_fields()} == {
        *("id", "digest", "host", "contents", "told", "due_at", "attempts", "leased_until", "subjects"),
    }
    assert not [secret for secret in (sent["endpoint"], *sent["keys"].values()) if secret in stored]
    assert device_from(row.contents).endpoint == sent["endpoint"]


def test_reader_chooses_changes_and_ends(push: FakePush) -> None:
    town, sea = (section_subject(section(slug).pk) for slug in ("town", "sea"))
    sent = device(push, BREAKING, town)
    before = LogEntry.objects.count()
    assert subjects(sent) == [BREAKING, town]

    told = {"endpoint": sent["endpoint"], "subjects": [sea, town]}
    assert send("change", told).status_code == 200
    assert subjects(sent) == sorted([sea, town])
    assert send("subscribe", {**sent, "subjects": [BREAKING]}).status_code == 200
    assert subjects(sent) == [BREAKING]

    assert [send("unsubscribe", sent).status_code for _ in range(2)] == [204, 204]
    assert (subjects(sent), send("change", told).status_code) == (404, 404)
    assert not PushSubject.objects.exists()
    # No page says anything of it.
    assert LogEntry.objects.count() == before


def test_device_that_moved_goes_on_at_its_new_address(push: FakePush, ferry: StoryPage) -> None:
    key = switch_on()
    old, new = device(push, key=key), push.subscribe(key=key)
    assert send("change", {"endpoint": old["endpoint"], "to": new}).status_code == 200
    alert(ferry)
    work()

    assert (subjects(old), subjects(new)) == (404, [BREAKING])
    assert (len(push.shown(old)), len(push.shown(new))) == (0, 1)
    assert send("change", {"endpoint": old["endpoint"], "to": new}).status_code == 404


def test_device_that_moved_and_asked_is_one(push: FakePush) -> None:
    key = switch_on()
    old, new = device(push, key=key), device(push, key=key)
    assert send("change", {"endpoint": old["endpoint"], "to": new}).status_code == 200

    assert PushSubscription.objects.count() == 1
    assert send("change", {"endpoint": new["endpoint"], "to": new}).status_code == 200
    assert send("change", {"endpoint": new["endpoint"], "to": {**new, "keys": {}}}).status_code == 400


def test_there_are_so_many_devices_and_no_more(push: FakePush, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_actions, "MOST_DEVICES", 2)
    key = switch_on()
    first = device(push, key=key)
    device(push, key=key)

    refused = send("subscribe", {**push.subscribe(key=key), "subjects": [BREAKING]})
    assert refused.status_code == 503
    # Who is known may change their mind.
    assert send("subscribe", {**first, "subjects": [BREAKING]}).status_code == 200
    assert PushSubscription.objects.count() == 2


def test_flood_is_asked_to_wait(paper: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    switch_on()
    monkeypatch.setattr(bounds.requests, "take", lambda *_: False)
    answer = send("subscribe", asked(KNOWN_SERVICES[0]))

    assert (answer.status_code, answer["Retry-After"]) == (429, "10")
    assert not PushSubscription.objects.exists()


def test_switched_off_nothing_is_taken_and_who_wants_to_go_may(push: FakePush) -> None:
    sent = device(push)
    found = AlertSettings.objects.get()
    found.is_on = False
    found.save()

    asks = [
        send(act, {**sent, "subjects": [BREAKING]}).status_code for act in ("subscribe", "change", "known")
    ]
    assert asks == [404, 404, 404]
    assert send("unsubscribe", sent).status_code == 204
    assert not PushSubscription.objects.exists()


def test_key_is_made_once_and_sealed(paper: HomePage) -> None:
    first = keep_identity(at=timezone.now())

    assert keep_identity(at=timezone.now()).public_key == first.public_key
    assert len(first.public_key) == 87
    assert len(first.private_key) > 100


def test_after_the_paper_s_key_was_lost_devices_are_forgotten(push: FakePush, settings: Any) -> None:
    device(push)
    first = PushIdentity.objects.get().public_key
    settings.SECRET_KEY = "another, of at least fifty letters, because it is checked"
    second = keep_identity(at=timezone.now()).public_key

    assert second != first
    assert not PushSubscription.objects.exists()


def test_after_the_paper_s_key_was_exchanged_everything_goes_on(
    push: FakePush, ferry: StoryPage, settings: Any
) -> None:
    sent = device(push)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another, of at least fifty letters, because it is checked"
    alert(ferry)

    assert work() == 1
    assert len(push.shown(sent)) == 1


@pytest.mark.parametrize(
    "broken",
    [
        lambda row: PushSubject.objects.create(subscription=row, subject=BREAKING),
        lambda row: PushSubject.objects.create(subscription=row, subject="everything"),
        lambda row: PushSubscription.objects.create(
            digest=row.digest, host="x", contents="x", due_at=row.due_at
        ),
        lambda row: PushSubscription.objects.create(digest="x", host="", contents="x", due_at=row.due_at),
        lambda row: PushIdentity.objects.create(public_key="x", private_key="x", made_at=row.due_at),
        lambda row: AlertSettings.objects.create(),
        lambda row: AlertSettings.objects.update(quiet_from=24),
    ],
)
def test_database_holds_what_must_be_true(push: FakePush, broken: Any) -> None:
    device(push)
    row = PushSubscription.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        broken(row)
