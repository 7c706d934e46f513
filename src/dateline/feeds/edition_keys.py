"""What sitemaps and the order of changes depend on, and what touches them.

``stories/changes``    the order in which stories changed, and in what state those are that are not public
``sitemap/<yyyy-mm>``  addresses, times and lead pictures of the stories that were published in that month
``sitemap/topics``, ``sitemap/authors``, ``sitemap/series``  of which there are public stories
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from dateline.publishing.paper_time import local_date
from dateline.publishing.publications import register_keys

CHANGES = "stories/changes"
TOPICS, AUTHORS, SERIES = "sitemap/topics", "sitemap/authors", "sitemap/series"
_OF_LISTS = {"topic": TOPICS, "contributor": AUTHORS, "series": SERIES}


def month_key(moment: datetime) -> str:
    """Return the key of the stories that were published in the month of this moment."""
    return f"sitemap/{local_date(moment):%Y-%m}"


def sitemap_touches(page: Any, *, before: Any, after: Any) -> Iterable[str]:
    """A typo changes nothing that a sitemap tells: neither address nor time nor picture."""
    states = [state for state in (before, after) if state is not None]
    lists = {key for state in states for key in state.lists if sum(key in one.lists for one in states) == 1}
    keys = {_OF_LISTS[kind] for key in lists if (kind := key.partition("/")[0]) in _OF_LISTS}
    is_same = len(states) == 2 and before.card == after.card and page.updated_at != page.changed_at
    return keys if is_same else keys | {month_key(state.published_at) for state in states}


def sitemaps_touch_new(pages: Sequence[Any]) -> Iterable[str]:
    """The same of stories that were published together for the first time."""
    return {TOPICS, AUTHORS, SERIES, *(month_key(page.published_at) for page in pages)}


def changes_touch(page: Any, *, before: Any, after: Any) -> Iterable[str]:
    """Whatever happens to a story puts it at the end, even between two states in which nobody can read it."""
    return (CHANGES,)


def changes_touch_new(pages: Sequence[Any]) -> Iterable[str]:
    """The same of stories that were published together for the first time."""
    return (CHANGES,)


def register_story_keys() -> None:
    """Let publications of stories touch the sitemaps and the order of changes."""
    register_keys("story", sitemap_touches, of_many=sitemaps_touch_new)
    register_keys("story", changes_touch, of_many=changes_touch_new)
