"""Devices are told once, what they asked for, when readers have the story, and not in the night."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from dateline.alerts import sending
from dateline.alerts.actions import call_off
from dateline.alerts.choices import BREAKING, EndReason, State, section_subject
from dateline.alerts.models import Alert, AlertSettings, PushSubscription
from dateline.alerts.sending import send_due_now
from dateline.paper.models import PaperSettings
from dateline.publishing.actions import publish_page, take_down, unpublish_page
from dateline.publishing.choices import Kind, RemovalReason
from dateline.publishlog.followers import Follower, register_follower, unregister_follower
from dateline.publishlog.models import FollowerPosition
from dateline.publishlog.queries import latest_number
from dateline.stories.models import StoryPage
from tests.factories.papers import section
from tests.integration.alerts.push_fake import FakePush
from tests.integration.alerts.telling import alert, device, later, switch_on, work
from tests.support.watching import fresh


def state(row: Alert) -> tuple[str, str, int, int, int]:
    row.refresh_from_db()
    return row.state, row.end_reason, row.sent, row.gone, row.failed


def test_device_shows_the_alert_and_where_it_leads(push: FakePush, ferry: StoryPage) -> None:
    paper = PaperSettings.objects.get()
    paper.contact_email = "post@harbour.example"
    paper.save()
    phone = device(push)
    row = alert(ferry)

    assert work() == 1

    assert push.shown(phone) == [
        {
            "title": "Ferry back in service",
            "body": "It sails at noon.",
            "navigate": f"http://localhost:8000{ferry.public_path()}",
            "lang": "en",
            "dir": "ltr",
            "tag": f"alert-{row.pk}",
        }
    ]
    headers, claims = push.of(phone).headers[0], push.of(phone).claims[0]
    assert (headers["topic"], headers["urgency"]) == (f"alert-{row.pk}", "high")
    assert 3 * 3600 < int(headers["ttl"]) <= 4 * 3600
    assert claims["sub"] == "mailto:post@harbour.example"
    assert state(row) == (State.DONE, "", 1, 0, 0)


def test_without_an_address_for_readers_the_paper_names_its_own(push: FakePush, ferry: StoryPage) -> None:
    paper = PaperSettings.objects.get()
    paper.contact_email = ""
    paper.save()
    phone = device(push)
    alert(ferry)
    work()

    assert push.of(phone).claims[0]["sub"] == "http://localhost:8000"


def test_each_is_told_of_what_it_asked_for(push: FakePush, ferry: StoryPage) -> None:
    town, sea = (section_subject(section(slug).pk) for slug in ("town", "sea"))
    key = switch_on()
    of_town, of_sea, of_all = (
        device(push, town, key=key),
        device(push, sea, key=key),
        device(push, BREAKING, town, sea, key=key),
    )
    alert(ferry, subject=town, title="Town")
    alert(ferry, subject=BREAKING, title="Breaking")

    assert work() == 3

    titles = [[one["title"] for one in push.shown(each)] for each in (of_town, of_sea, of_all)]
    assert titles == [["Town"], [], ["Town", "Breaking"]]
    assert push.of(of_town).headers[0]["urgency"] == "normal"


def test_text_of_the_story_s_language_arrives_as_it_is(push: FakePush, ferry: StoryPage) -> None:
    phone = device(push)
    alert(ferry, title="Паром «Чайка» снова ходит 🚢" * 2, text="ж" * 180, language="he")
    work()

    shown = push.shown(phone)[0]
    assert (shown["title"], shown["body"], shown["lang"], shown["dir"]) == (
        "Паром «Чайка» снова ходит 🚢" * 2,
        "ж" * 180,
        "he",
        "rtl",
    )


def test_what_was_told_is_not_told_again(push: FakePush, ferry: StoryPage) -> None:
    device(push)
    alert(ferry)
    work()

    assert [work(later(minutes=number)) for number in range(3)] == [0, 0, 0]
    assert len(push.asked) == 1


def test_who_asks_later_is_told_of_what_comes_later(push: FakePush, ferry: StoryPage) -> None:
    device(push)
    first = alert(ferry)
    push.moods = [503]
    work()
    late = device(push)
    alert(ferry, title="Second")
    sending._resting.clear()
    work(later(seconds=90))

    assert [one["title"] for one in push.shown(late)] == ["Second"]
    assert state(first) == (State.DONE, "", 1, 0, 0)


def test_nobody_is_told_before_every_cache_has_the_story(push: FakePush, ferry: StoryPage) -> None:
    cache = Follower(name="purge-nearby", handle=lambda _entries: None, from_start=True)
    register_follower(cache)
    try:
        device(push)
        row = alert(ferry)
        place = FollowerPosition.objects.create(name=cache.name, position=latest_number() - 1)
        assert (work(), state(row)[0]) == (0, State.WAITING)
        place.position = latest_number()
        place.save()
        # An update that the cache was not told of yet would be missed by whoever comes.
        page = fresh(ferry)
        page.title = "Ferry back, twice"
        publish_page(page=page, by=None, kind=Kind.UPDATE)
        assert (work(), state(row)[0]) == (0, State.WAITING)
        place.position = latest_number()
        place.save()
        assert (work(), state(row)[0]) == (1, State.DONE)
    finally:
        unregister_follower(cache.name)


def test_nobody_is_told_before_other_nodes_have_followed(push: FakePush, ferry: StoryPage) -> None:
    device(push)
    row = alert(ferry, at=timezone.now())

    assert (work(), state(row)[0]) == (0, State.WAITING)
    assert (work(later(seconds=3)), state(row)[0]) == (1, State.DONE)


@pytest.mark.parametrize("leaves", ["unpublish", "take_down"])
def test_story_that_left_is_told_to_nobody_more(push: FakePush, ferry: StoryPage, leaves: str) -> None:
    devices = [device(push) for _ in range(3)]
    row = alert(ferry)
    # The first is told; the second has to wait, and the story leaves meanwhile.
    push.moods = [None, (429, {"retry-after": "30"})]
    work()
    if leaves == "unpublish":
        unpublish_page(page=fresh(ferry), by=None)
    else:
        take_down(page=fresh(ferry), by=None, reason=RemovalReason.LEGAL)
    sending._resting.clear()

    assert work(later(minutes=5)) == 0
    assert state(row) == (State.CANCELED, EndReason.STORY_GONE, 1, 0, 0)
    assert [len(push.shown(one)) for one in devices] == [1, 0, 0]


def test_story_that_leaves_while_it_is_told_stops_at_once(
    push: FakePush, ferry: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        device(push)
    row = alert(ferry)
    usual = sending.tell

    def tell(*args: Any, **kwargs: Any) -> Any:
        outcome = usual(*args, **kwargs)
        unpublish_page(page=fresh(ferry), by=None)
        return outcome

    monkeypatch.setattr(sending, "tell", tell)

    assert work() == 1
    assert state(row) == (State.CANCELED, EndReason.STORY_GONE, 1, 0, 0)
    assert not PushSubscription.objects.exclude(leased_until=None).exists()


def test_called_off_it_goes_to_nobody_more(push: FakePush, ferry: StoryPage) -> None:
    device(push)
    row = alert(ferry)
    assert call_off(alert=row, by=None, at=timezone.now())
    assert not call_off(alert=row, by=None, at=timezone.now())

    assert work() == 0
    assert state(row) == (State.CANCELED, EndReason.BY_HAND, 0, 0, 0)


@pytest.mark.parametrize("status", [404, 410])
def test_device_that_is_gone_is_forgotten(push: FakePush, ferry: StoryPage, status: int) -> None:
    device(push)
    row = alert(ferry)
    push.moods = [status]
    work()

    assert not PushSubscription.objects.exists()
    assert state(row) == (State.DONE, "", 0, 1, 0)


@pytest.mark.parametrize("mood", [500, 503, (429, {}), (429, {"retry-after": "5"}), "hang up"])
def test_service_in_trouble_is_asked_again_later(push: FakePush, ferry: StoryPage, mood: Any) -> None:
    phone = device(push)
    row = alert(ferry)
    push.moods = [mood]
    assert work() == 0
    assert state(row)[0] == State.SENDING
    # Not before its time, whatever comes to wake it.
    sending._resting.clear()
    assert work() == 0
    assert len(push.asked) == 1

    assert work(later(seconds=15)) == 1
    assert (len(push.shown(phone)), state(row)) == (1, (State.DONE, "", 1, 0, 0))


def test_service_says_how_long_to_wait(push: FakePush, ferry: StoryPage) -> None:
    device(push)
    alert(ferry)
    push.moods = [(429, {"retry-after": "600"})]
    work()
    sending._resting.clear()
    assert [work(later(seconds=seconds)) for seconds in (590, 610)] == [0, 1]


def test_service_says_until_when_to_wait(push: FakePush, ferry: StoryPage) -> None:
    device(push)
    alert(ferry)
    until = timezone.now() + timedelta(minutes=10)
    push.moods = [(503, {"retry-after": f"{until:%a, %d %b %Y %H:%M:%S} GMT"})]
    work()
    sending._resting.clear()
    assert [work(later(minutes=minutes)) for minutes in (9, 11)] == [0, 1]


def test_pauses_grow_until_it_is_no_news(push: FakePush, ferry: StoryPage) -> None:
    device(push)
    row = alert(ferry, hours=1)
    push.moods = [503] * 100
    due = [0, 10, 40, 160, 460, 1360, 3160]
    moments = sorted({moment + second for moment in due for second in (-3, 3)} | {3590, 3610})
    asked = []
    for moment in moments:
        before = len(push.asked)
        sending._resting.clear()
        work(later(seconds=moment))
        asked += [moment - 3] * (len(push.asked) - before)

    assert asked == due
    assert state(row) == (State.DONE, "", 0, 0, 1)
    assert row.latest_error


def test_service_that_wants_a_pause_holds_up_no_other(
    push: FakePush, ferry: StoryPage, settings: Any
) -> None:
    one, two = device(push), device(push)
    PushSubscription.objects.filter(pk=PushSubscription.objects.latest("pk").pk).update(host="other")
    alert(ferry)
    push.moods = [(429, {"retry-after": "60"})]

    assert work() == 0
    assert work(host="other") == 1
    assert (push.shown(one), len(push.shown(two))) == ([], 1)


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_what_is_refused_for_good_is_not_repeated(push: FakePush, ferry: StoryPage, status: int) -> None:
    device(push)
    row = alert(ferry)
    push.moods = [status]
    work()

    assert work(later(minutes=10)) == 0
    assert len(push.asked) == 1
    assert state(row) == (State.DONE, "", 0, 0, 1)
    assert str(status) in row.latest_error
    assert PushSubscription.objects.count() == 1


def test_process_that_died_is_succeeded_and_a_repetition_shows_once(push: FakePush, ferry: StoryPage) -> None:
    phone = device(push)
    row = alert(ferry)
    work()
    # It had sent, and died before it could note that.
    PushSubscription.objects.update(told=0, leased_until=timezone.now() + timedelta(minutes=1))
    Alert.objects.update(state=State.SENDING, ended_at=None, sent=0)
    assert work() == 0
    assert work(later(minutes=2)) == 1

    assert len(push.asked) == 2
    assert [one["title"] for one in push.shown(phone)] == [row.title]
    assert len({headers["topic"] for headers in push.of(phone).headers}) == 1


def test_in_the_night_it_waits_and_goes_out_in_the_morning(push: FakePush, ferry: StoryPage) -> None:
    with time_machine.travel(datetime(2026, 5, 1, 23, 0, tzinfo=UTC), tick=False) as clock:
        key = switch_on(quiet=(22, 7))
        phone = device(push, key=key)
        row = alert(ferry)
        assert row.expires_at == datetime(2026, 5, 2, 11, 0, tzinfo=UTC)
        assert (work(), state(row)[0]) == (0, State.WAITING)
        clock.move_to(datetime(2026, 5, 2, 6, 59, tzinfo=UTC))
        assert (work(), state(row)[0]) == (0, State.WAITING)
        clock.move_to(datetime(2026, 5, 2, 7, 0, 1, tzinfo=UTC))
        assert (work(), state(row)[0]) == (1, State.DONE)
    assert len(push.shown(phone)) == 1


def test_what_cannot_wait_goes_out_in_the_night(push: FakePush, ferry: StoryPage) -> None:
    with time_machine.travel(datetime(2026, 5, 1, 23, 0, tzinfo=UTC), tick=False):
        device(push, key=switch_on(quiet=(22, 7)))
        alert(ferry, ignores_quiet=True)
        assert work() == 1


def test_alert_of_the_evening_makes_no_sound_in_the_night(push: FakePush, ferry: StoryPage) -> None:
    with time_machine.travel(datetime(2026, 5, 1, 21, 50, tzinfo=UTC), tick=False) as clock:
        phone = device(push, key=switch_on(quiet=(22, 7)))
        row = alert(ferry)
        push.moods = [503]
        work()
        assert row.expires_at > datetime(2026, 5, 1, 22, 0, tzinfo=UTC)
        sending._resting.clear()
        clock.move_to(datetime(2026, 5, 1, 21, 55, tzinfo=UTC))
        assert work() == 1
        # Services keep it until it gets quiet, and no longer.
        assert push.of(phone).headers[0]["ttl"] == "300"


def test_alert_that_nobody_could_be_told_of_in_time_is_called_off(push: FakePush, ferry: StoryPage) -> None:
    cache = Follower(name="purge-away", handle=lambda _entries: None, from_start=True)
    register_follower(cache)
    try:
        device(push)
        row = alert(ferry, hours=1)
        FollowerPosition.objects.create(name=cache.name, position=0)
        assert work(later(hours=2)) == 0
    finally:
        unregister_follower(cache.name)

    assert state(row) == (State.CANCELED, EndReason.TOO_LATE, 0, 0, 0)


def test_alert_without_readers_is_done_at_once(push: FakePush, ferry: StoryPage) -> None:
    switch_on()
    row = alert(ferry)
    work()

    assert state(row) == (State.DONE, "", 0, 0, 0)


def test_switched_off_nobody_is_told(push: FakePush, ferry: StoryPage) -> None:
    device(push)
    row = alert(ferry)
    found = AlertSettings.objects.get()
    found.is_on = False
    found.save()
    send_due_now()
    time.sleep(0.1)

    assert push.asked == []
    assert state(row)[0] == State.WAITING


def test_many_are_told_in_batches(push: FakePush, ferry: StoryPage) -> None:
    key = switch_on()
    devices = [device(push, key=key) for _ in range(60)]
    row = alert(ferry)

    assert work() == 60
    assert {len(push.shown(one)) for one in devices} == {1}
    assert state(row) == (State.DONE, "", 60, 0, 0)
