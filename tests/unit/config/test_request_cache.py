"""A cache that lives for one request of one thread."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread

import pytest

from dateline.config import request_cache
from dateline.config.request_cache import RequestCache


@pytest.fixture
def cache() -> Iterator[RequestCache]:
    yield RequestCache("", {})
    request_cache.end()


def test_value_is_kept_during_a_request(cache: RequestCache) -> None:
    request_cache.begin()

    cache.set("roots", [])

    assert cache.get("roots", "none") == []
    assert not cache.add("roots", ["other"])
    assert cache.delete("roots")
    assert cache.get("roots", "none") == "none"


@pytest.mark.parametrize("next_thing", [request_cache.begin, request_cache.end])
def test_value_ends_with_its_request(cache: RequestCache, next_thing: object) -> None:
    request_cache.begin()
    cache.set("roots", [])

    next_thing()  # type: ignore[operator]

    assert "roots" not in cache


def test_outside_a_request_nothing_is_kept(cache: RequestCache) -> None:
    request_cache.end()

    cache.set("roots", [])

    assert cache.get("roots") is None


def test_request_in_another_thread_has_values_of_its_own(cache: RequestCache) -> None:
    request_cache.begin()
    cache.set("roots", [])
    seen: list[bool] = []

    def other() -> None:
        request_cache.begin()
        seen.append("roots" in cache)

    thread = Thread(target=other)
    thread.start()
    thread.join()

    assert seen == [False]
