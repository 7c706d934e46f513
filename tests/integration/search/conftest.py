"""A way to search a paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dateline.fronts.models import HomePage
from dateline.search.contexts import Found, Question
from dateline.search.index.asking import parse_query
from dateline.search.queries import find_stories
from dateline.stories.models import StoryPage

TODAY = date(2026, 3, 15)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not cut short what a test asks."""
    for module in ("queries", "suggestions"):
        monkeypatch.setattr(f"dateline.search.{module}.LONGEST_SECONDS", 60.0)


@pytest.fixture
def titles(paper: HomePage) -> Callable[..., list[str]]:
    """Search, and return the headlines of what was found in their order."""

    def search(query: str, **filters: Any) -> list[str]:
        found = found_by(query, **filters)
        rows = dict(StoryPage.objects.filter(pk__in=found.story_ids).values_list("pk", "title"))
        return [rows[pk] for pk in found.story_ids]

    return search


def found_by(query: str, *, limit: int = 50, **filters: Any) -> Found:
    question = Question(asked=parse_query(query), **filters)
    return find_stories(question, today=TODAY, offset=0, limit=limit)
