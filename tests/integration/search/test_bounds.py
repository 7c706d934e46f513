"""What a search may cost: stories looked at, time, how many at once; and that nothing typed is an error."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.fronts.models import HomePage
from dateline.search import gate as gates
from dateline.search.contexts import Order
from dateline.search.errors import SearchBusyError, SearchTimeoutError
from dateline.search.gate import Gate
from dateline.search.index.asking import parse_query
from dateline.search.index.word_index import word_index
from dateline.search.suggestions import suggestions_for
from tests.factories.stories import NOON, published
from tests.integration.search.conftest import found_by

Titles = Callable[..., list[str]]


@pytest.fixture
def three(paper: HomePage) -> None:
    for number in range(3):
        published(f"Ferry {number}", at=NOON - timedelta(days=number))


def test_no_more_than_the_newest_are_looked_at(three: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.search.queries.MOST_FOUND", 2)

    found = found_by("ferry")

    assert (found.count, found.has_more) == (2, True)
    assert len(found.story_ids) == 2
    assert found_by("ferry", order=Order.OLDEST).years == ((2026, 2),)


def test_question_that_takes_too_long_is_cut_short(three: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.search.queries.LONGEST_SECONDS", 0.05)
    index = word_index()
    find = type(index).find
    asked: list[int] = []

    def slow(self: Any, *args: Any, **kwargs: Any) -> list[int]:
        asked.append(1)
        if len(asked) > 1:
            endless()
        return find(self, *args, **kwargs)

    monkeypatch.setattr(type(index), "find", slow)

    began = time.monotonic()
    found = found_by("ferry")

    assert time.monotonic() - began < 5
    assert found.is_cut_short
    assert len(found.story_ids) == 3
    # The connection goes on as if nothing had been.
    monkeypatch.setattr(type(index), "find", find)
    assert not found_by("ferry").is_cut_short


def endless() -> None:
    """Ask the database for something that takes minutes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_sleep(60)")
        else:
            cursor.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)"
                " SELECT max(i) FROM n"
            )


def test_time_limit_ends_with_its_block(paper: HomePage) -> None:
    with pytest.raises(SearchTimeoutError), word_index().time_limit(0.02):
        endless()

    with word_index().time_limit(0.02):
        pass
    time.sleep(0.05)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wagtailcore_page")


@pytest.mark.any_database
def test_gate_lets_in_so_many_at_once() -> None:
    gate = Gate(per_second=100, at_once=1, waiting=1)
    inside, leave, told = threading.Event(), threading.Event(), []

    def hold() -> None:
        with gate.enter():
            inside.set()
            leave.wait(5)

    def wait() -> None:
        with gate.enter():
            told.append("in")

    threads = [threading.Thread(target=hold), threading.Thread(target=wait)]
    threads[0].start()
    assert inside.wait(5)
    threads[1].start()
    time.sleep(0.1)
    with pytest.raises(SearchBusyError), gate.enter():
        pass
    leave.set()
    for thread in threads:
        thread.join(5)

    assert told == ["in"]
    with gate.enter():
        pass


@pytest.mark.any_database
def test_gate_lets_in_so_many_a_second() -> None:
    gate = Gate(per_second=3)
    for _ in range(3):
        with gate.enter():
            pass

    with pytest.raises(SearchBusyError), gate.enter():
        pass


def test_reader_at_a_closed_gate_is_asked_to_come_back(
    paper: HomePage, reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "_gates", [Gate(per_second=0)])

    for address in ("/search/?q=ferry", "/search/suggest/?q=fer"):
        answer = reader.get(address)
        assert answer.status_code == 503
        assert answer["Retry-After"] == "2"
        assert answer["Cache-Control"] == "no-store"


NASTY = [
    '"', "'; --", "a" * 10_000, "\x00x", "(((", "*", "AND OR NOT", "NEAR(a b)", "words:ferry", "ferry*",
    "^ferry",
    "{a b}:c", "a\\", "'a' & 'b'", "!ferry", "ferry <-> x", "-", "--", "-a -b -c", '"a', 'a"b"c',
    "\u202eferry",
    "😀", "😀" * 500, "%00", "%", "_", "кот " * 3000, "\ud7ff", "\uffff", "ǅ ﷺ ß İ", "1" * 5000, "a:b:c",
    "h·ferry",
    "every·", "ferry\n\r\tboat", "''''", '""""', "«»", "ferry -", "-ferry", "¹²³", "٣", "ª", "\u0301",
]  # fmt: skip


PARAMETERS = ("q", "section", "author", "topic", "kind", "since", "until", "order", "page")


@pytest.mark.parametrize("query", NASTY)
def test_nothing_that_can_be_typed_is_an_error(three: None, reader: Client, query: str) -> None:
    for address in ("/search/", "/search/suggest/"):
        given = dict.fromkeys(PARAMETERS, query)
        assert reader.get(address, {"q": query}).status_code == 200
        assert reader.get(address, given).status_code == 200


TOKENS = ["ferry", "AND", "OR", "NOT", "NEAR", '"', "-", "(", ")", "*", "·"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(st.sampled_from("aбё'\"«»“”-−()*:^{}\\&|!<>%_·\x00\u202e\u0301 😀ferry"), max_size=60),
        st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join),
    )
)
def test_no_question_breaks_the_index(three: None, query: str) -> None:
    found = found_by(query)
    suggestions_for(query)

    assert found.count <= 3
    assert not found.is_cut_short


@pytest.mark.parametrize("page", ["0", "-1", "51", "999999999999999999999", "x", "1.5", "٣", ""])
def test_pages_are_bounded(three: None, reader: Client, page: str) -> None:
    answer = reader.get("/search/", {"q": "ferry", "page": page})

    assert answer.status_code == 200


def test_flood_of_new_words_costs_no_more_than_asked(three: None, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(30):
        found_by("ferry sails again")
    with django_assert_max_num_queries(60):
        suggestions_for("fer")
    assert parse_query("x " * 5000).terms
