"""Readings: what is counted at the front, that every count is kept once, and that no reader is in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from dateline.edition import actions, tallying
from dateline.edition.actions import add_readings, note_failure, note_well, sum_up_readings
from dateline.edition.choices import Span
from dateline.edition.models import ReadingCount, Sign
from dateline.edition.queries import (
    day_of,
    days_before,
    hour_of,
    most_read,
    most_read_within_the_hour,
    readings_by_start,
    readings_since,
    readings_within_the_hour,
    signs,
    total_within_the_hour,
)
from dateline.edition.readings import OTHERS
from dateline.publishlog.models import LogEntry
from tests.edition_site.actions import write_note
from tests.edition_site.harness import Node
from tests.support.outages import database_away

pytestmark = pytest.mark.django_db(transaction=True)

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NOON = datetime(2026, 3, 14, 12, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_riga() -> Iterator[None]:
    """Two hours before UTC, three in summer; the clock changed on the night to March 29."""
    with patch("django.utils.timezone.get_default_timezone", lambda: ZoneInfo("Europe/Riga")):
        yield


def kept() -> dict[str, int]:
    return dict(ReadingCount.objects.values_list("address", "count"))


def keep(node: Node) -> None:
    node.front.tallying.keep().result(timeout=30)


def read(node: Node, target: str, **headers: str) -> int:
    return node.get(target, user_agent=FIREFOX, **headers).status


def test_pages_that_browsers_read_are_counted_by_path(node: Node) -> None:
    write_note(slug="a", title="A")
    for target in ("/", "/", "/?utm_source=letter", "/note/a/", "/search/?q=secret+source"):
        assert read(node, target) == 200

    keep(node)

    assert kept() == {"/": 3, "/note/a/": 1, "/search/": 1}


def test_what_nobody_reads_is_not_counted(node: Node) -> None:
    tag = node.get("/").headers["etag"]
    node.get("/", user_agent="Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")
    node.ask("/", method="HEAD", user_agent=FIREFOX).result(timeout=30)
    assert read(node, "/", range="bytes=0-9") == 206
    assert read(node, "/no/such/page/") == 404
    assert read(node, "/visitor/") == 200
    assert read(node, "/static/style.0123.css") == 200
    assert read(node, "/", if_none_match=tag) == 304

    keep(node)

    # The one who had the page already has looked at it again.
    assert kept() == {"/": 1}


def test_two_workers_add_up(make_node: Callable[..., Node]) -> None:
    first, second = make_node(), make_node()
    for node in (first, second):
        for _ in range(20):
            read(node, "/")

    threads = [threading.Thread(target=keep, args=[node]) for node in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kept() == {"/": 40}


def test_many_processes_that_keep_the_same_addresses_at_once_lose_nothing() -> None:
    counts = {f"/{number}/": number % 7 + 1 for number in range(60)}

    def keep() -> None:
        for _ in range(5):
            add_readings(counts=dict(reversed(counts.items())), at=NOON)
            add_readings(counts=counts, at=NOON)
        connections.close_all()

    threads = [threading.Thread(target=keep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kept() == {address: 40 * count for address, count in counts.items()}


def test_counts_are_brought_by_themselves(make_node: Callable[..., Node]) -> None:
    kept_once = threading.Event()
    with patch.object(tallying, "SECONDS", 0.05), patch.object(tallying, "add_readings") as add:
        add.side_effect = lambda **_: kept_once.set()
        node = make_node()
        read(node, "/")

        assert kept_once.wait(10)

    assert add.call_args.kwargs["counts"] == {"/": 1}


def test_counts_wait_for_a_database_that_is_away(node: Node) -> None:
    read(node, "/")
    read(node, "/section/news/")
    counts = node.front.readings.take()
    with database_away():
        node.front.tallying._keep(counts)
    until_done = threading.Event()
    node.loop.call_soon_threadsafe(until_done.set)
    assert until_done.wait(10)
    assert kept() == {}

    keep(node)

    assert kept() == {"/": 1, "/section/news/": 1}


def test_keeping_counts_is_no_publication(node: Node) -> None:
    write_note(slug="a", title="A")
    read(node, "/")
    entries, renders = LogEntry.objects.count(), node.count("renders")

    node.front.tallying._keep({f"/{number}/": 1 for number in range(600)})

    assert ReadingCount.objects.count() == 600
    assert LogEntry.objects.count() == entries
    assert read(node, "/") == 200
    assert node.count("renders") == renders


def test_nothing_that_is_kept_names_a_reader(node: Node) -> None:
    seen: list[str] = []
    with patch("logging.Logger.handle", lambda self, record: seen.append(record.getMessage())):
        for number in range(3):
            read(
                node,
                f"/search/?q=whistle{number}",
                cookie="who=me",
                referer="https://mail.example/inbox",
                x_forwarded_for="203.0.113.77",
                forwarded="for=203.0.113.77",
                accept_language="ru-RU",
            )
        keep(node)

    columns = {field.column for field in ReadingCount._meta.get_fields()}
    assert columns == {"id", "span", "starts_at", "address", "count"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM paper_edition_readingcount")
        rows = repr(cursor.fetchall())
    assert "/search/" in rows
    for trace in ("203.0.113", "127.0.0.1", "whistle", "who=me", "mail.example", "Firefox", "ru-RU"):
        assert trace not in rows
        assert trace not in repr(seen)
    # Not even when, closer than to the hour.
    assert set(ReadingCount.objects.values_list("starts_at__minute", flat=True)) == {0}


def test_database_refuses_what_is_no_count_of_a_path() -> None:
    good = {"span": Span.HOUR, "starts_at": hour_of(NOON), "address": "/", "count": 1}
    for wrong in ({"count": 0}, {"address": "/?q=a"}, {"address": "a"}, {"span": "week"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ReadingCount.objects.create(**{**good, **wrong})
    ReadingCount.objects.create(**good)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadingCount.objects.create(**good)
    for wrong in ({"name": "", "well_at": NOON}, {"name": "mail"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sign.objects.create(**wrong)


def test_hours_and_days_are_those_of_the_paper() -> None:
    with patch("django.utils.timezone.get_default_timezone", lambda: ZoneInfo("Asia/Kolkata")):
        assert hour_of(NOON) == datetime(2026, 3, 14, 11, 30, tzinfo=UTC)
    assert day_of(NOON) == datetime(2026, 3, 13, 22, tzinfo=UTC)
    # The day on which summer time begins has 23 hours.
    assert days_before(day_of(datetime(2026, 3, 30, 9, tzinfo=UTC)), 1) == datetime(
        2026, 3, 28, 22, tzinfo=UTC
    )


def test_last_hour_is_this_hour_and_a_share_of_the_one_before() -> None:
    add_readings(counts={"/a/": 3, "/b/": 1, OTHERS: 6}, at=NOON)
    add_readings(counts={"/a/": 30, "/old/": 90}, at=NOON - timedelta(hours=1))
    add_readings(counts={"/b/": 500}, at=NOON - timedelta(hours=2))

    assert most_read_within_the_hour(NOON, limit=2) == [("/old/", 60), ("/a/", 23)]
    assert readings_within_the_hour(NOON, addresses=["/a/", "/b/", "/c/"]) == {"/a/": 23, "/b/": 1}
    assert total_within_the_hour(NOON) == 90


def test_hours_become_days_and_nothing_is_lost() -> None:
    for days in (0, 1, 2, 3):
        for hours in (0, 1, 5):
            at = NOON - timedelta(days=days, hours=hours)
            add_readings(counts={"/a/": 2, "/b/": 1}, at=at)
    since = days_before(day_of(NOON), 6)

    sum_up_readings(at=NOON)
    sum_up_readings(at=NOON)

    assert set(ReadingCount.objects.filter(span=Span.DAY).values_list("address", "count")) == {
        ("/a/", 6),
        ("/b/", 3),
    }
    assert ReadingCount.objects.filter(span=Span.DAY).count() == 4
    assert ReadingCount.objects.filter(span=Span.HOUR).count() == 12
    assert most_read(since, limit=5) == [("/a/", 24), ("/b/", 12)]
    assert readings_since(day_of(NOON), addresses=["/a/"]) == {"/a/": 6}
    assert [(span, count) for _, span, count in readings_by_start(since)] == [
        *[(Span.DAY, 9)] * 2,
        *[(Span.HOUR, 3)] * 6,
    ]


def test_late_counts_are_added_to_a_day_that_was_summed_up() -> None:
    long_ago = NOON - timedelta(days=4)
    add_readings(counts={"/a/": 2}, at=long_ago)
    sum_up_readings(at=NOON)

    add_readings(counts={"/a/": 3}, at=long_ago)
    sum_up_readings(at=NOON)

    assert list(ReadingCount.objects.values_list("span", "address", "count")) == [(Span.DAY, "/a/", 5)]


def test_only_the_most_read_keep_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_KEPT", {Span.HOUR: 3, Span.DAY: 3})
    counts = {f"/{number}/": number for number in range(1, 7)}
    add_readings(counts=counts, at=NOON)
    add_readings(counts={**counts, OTHERS: 4}, at=NOON - timedelta(hours=1))

    sum_up_readings(at=NOON)
    sum_up_readings(at=NOON)

    ended = ReadingCount.objects.filter(starts_at=hour_of(NOON - timedelta(hours=1)))
    assert dict(ended.values_list("address", "count")) == {"/6/": 6, "/5/": 5, "/4/": 4, OTHERS: 10}
    assert ReadingCount.objects.filter(starts_at=hour_of(NOON)).count() == 6


def test_hour_takes_so_many_addresses_and_counts_the_others_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_IN_AN_HOUR", 3)
    add_readings(counts={"/a/": 1, "/b/": 1}, at=NOON)

    add_readings(counts={"/a/": 1, "/c/": 5, "/d/": 6, f"/{'x' * 400}/": 7}, at=NOON)

    assert kept() == {"/a/": 2, "/b/": 1, OTHERS: 18}


def test_address_longer_than_any_page_has_counts_among_others() -> None:
    add_readings(counts={f"/{'x' * 400}/": 7}, at=NOON)

    assert kept() == {OTHERS: 7}


def test_days_are_forgotten_after_a_year_and_a_month() -> None:
    add_readings(counts={"/a/": 1}, at=NOON - timedelta(days=actions.KEPT_DAYS + 2))
    add_readings(counts={"/b/": 1}, at=NOON - timedelta(days=actions.KEPT_DAYS - 2))

    sum_up_readings(at=NOON)

    assert kept() == {"/b/": 1}


def test_sign_says_when_something_went_well_and_when_it_failed() -> None:
    now = timezone.now()
    note_failure(name="mail", at=now - timedelta(hours=1), problem="refused " * 100)
    assert signs()["mail"].is_failing

    note_well(name="mail", at=now, amount=3)
    note_failure(name="backup", at=now, problem="disk full")

    mail = signs()["mail"]
    assert not mail.is_failing
    assert (mail.amount, len(mail.problem)) == (3, actions.LONGEST_PROBLEM)
    assert signs().keys() == {"mail", "backup"}
