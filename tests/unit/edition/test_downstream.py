"""What caches in front are told about pages that end at a moment: never to keep them past it."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.edition.serve import DOWNSTREAM_SECONDS, Servable, downstream_seconds
from tests.unit.edition.pages import made_page

YEAR = 31_536_000.0


def told(servable: Servable) -> int:
    headers = dict(servable.cache_headers)
    return int(re.fullmatch(r"max-age=(\d+).*", headers["surrogate-control"])[1])


@given(left=st.floats(0, 3 * YEAR), waited=st.floats(0, 1))
def test_whoever_fetches_in_time_never_keeps_it_past_its_end(left: float, waited: float) -> None:
    age = downstream_seconds(left, 0.0)

    fetched_at = waited * age

    assert age == 0 or fetched_at + age < left


def test_page_that_ends_in_a_month_is_kept_for_half_of_it() -> None:
    now = time.time()
    servable = Servable(made_page("/", good_until=now + 30 * 86_400), downstream=True)

    assert told(servable) == pytest.approx(15 * 86_400, abs=60)
    assert servable.until == pytest.approx(now + 15 * 86_400, abs=60)
    assert "surrogate-key" in dict(servable.cache_headers)


def test_page_that_ends_in_a_minute_is_asked_for_each_time() -> None:
    end = time.time() + 60
    servable = Servable(made_page("/", good_until=end), downstream=True)

    assert told(servable) == 0
    assert servable.until == end


def test_page_without_an_end_is_kept_for_a_year_and_for_good_here() -> None:
    servable = Servable(made_page("/"), downstream=True)

    assert told(servable) == DOWNSTREAM_SECONDS
    assert servable.until == float("inf")


def test_without_caches_in_front_the_end_is_the_end() -> None:
    servable = Servable(made_page("/", good_until=5.0), downstream=False)

    assert servable.until == 5.0
    assert "surrogate-control" not in dict(servable.cache_headers)
