"""PostgreSQL finds words through GIN alone: going through rows in order took half a second."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from dateline.fronts.models import HomePage
from dateline.search.index.word_index import word_index
from tests.factories.stories import published
from tests.integration.search.conftest import found_by


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the plans of everything that is asked of the index of words."""
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL's planner")
    from dateline.search.index import postgres_index as index  # noqa: PLC0415 - for PostgreSQL only

    plans: list[str] = []
    ask = index._ask

    def explained(expression: Any, **bounds: Any) -> list[int]:
        def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            with context["connection"].cursor().cursor as cursor:
                cursor.execute(f"EXPLAIN {sql}", params)
                plans.append("\n".join(line for (line,) in cursor.fetchall()))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(explain):
            return ask(expression, **bounds)

    monkeypatch.setattr(index, "_ask", explained)
    return plans


@pytest.mark.parametrize("words", ["ferry", '"ferry sails"', "ferry -sails", "omission -omission"])
def test_words_are_found_through_gin(paper: HomePage, planned: list[str], words: str) -> None:
    published("The ferry sails")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE paper_search_words")

    found_by(words)

    for plan in planned:
        assert "paper_search_words_gin" in plan
        assert "Seq Scan" not in plan
        assert "paper_search_words_pkey" not in plan
    assert planned or words.startswith("omission")


def test_whole_tables_may_be_read_again_after_a_search(paper: HomePage) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("a setting of PostgreSQL")

    with word_index().time_limit(1):
        pass

    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        assert cursor.fetchone() == ("on",)
