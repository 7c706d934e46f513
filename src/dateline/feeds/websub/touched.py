"""Which feeds entries of the log may have changed, from the keys that they touch."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dateline.feeds.queries import rows_of_feeds
from dateline.lib.feed_addresses import Format, Of, feed_address
from dateline.people.models import Contributor
from dateline.publishlog.models import LogEntry
from dateline.sections.models import SectionPage, Series, Topic
from dateline.stories.models import Byline, StoryPage, StoryTopic

MOST = 300
"""Lists of stories that are looked at after one batch of entries: an import touches thousands."""
STORIES_AT_ONCE = 500
_RECORD = re.compile(r"(section|topic|series|contributor)/([0-9]{1,18})(?:/list)?")
_STORY = re.compile(r"story/([0-9]{1,18})")
_KIND = {"section": Of.SECTION, "series": Of.SERIES, "topic": Of.TOPIC, "contributor": Of.AUTHOR}
Ids = dict[str, set[int]]


def feeds_touched_by(entries: Iterable[LogEntry]) -> list[str]:
    """Return the addresses of feeds that may say something else now, the whole paper's first.

    Some of them say the same: what stands in a list beyond its newest entries is in no feed.
    """
    keys = {key for entry in entries for key in entry.keys}
    ids: Ids = defaultdict(set)
    stories: set[int] = set()
    for key in keys:
        if match := _RECORD.fullmatch(key):
            ids[match[1]].add(int(match[2]))
        elif match := _STORY.fullmatch(key):
            stories.add(int(match[1]))
    _add_lists_of(sorted(stories), ids)
    lists: dict[tuple[Of, str], None] = {}
    if stories or ids or {"stories/list", "paper"} & keys:
        lists[Of.PAPER, ""] = None
    if "paper" in keys:
        lists |= {(row.of, row.slug): None for row in rows_of_feeds("")}
    lists |= {(_KIND[kind], slug): None for kind in _KIND for slug in _slugs(kind, ids[kind])}
    return [feed_address(of, slug, form=form) for of, slug in list(lists)[:MOST] for form in Format]


def _add_lists_of(stories: list[int], ids: Ids) -> None:
    """Add the lists in which these stories stand: a correction touches none, and their feeds tell it."""
    for start in range(0, len(stories), STORIES_AT_ONCE):
        some = stories[start : start + STORIES_AT_ONCE]
        public = StoryPage.objects.newest().filter(pk__in=some).order_by()
        for section, series in public.values_list("section_id", "series_id"):
            ids["section"].add(section)
            ids["series"].update([series] if series else [])
        topics = StoryTopic.objects.filter(story__in=some).order_by()
        ids["topic"].update(topics.values_list("topic_id", flat=True))
        authors = Byline.objects.filter(story__in=some).order_by()
        ids["contributor"].update(authors.values_list("contributor_id", flat=True))


def _slugs(kind: str, ids: Iterable[int]) -> Iterator[str]:
    rows = {
        "section": SectionPage.objects.all(),
        "series": Series.objects.all(),
        "topic": Topic.objects.all(),
        "contributor": Contributor.objects.all(),
    }[kind]
    wanted = sorted(ids)[:MOST]
    yield from rows.filter(pk__in=wanted).order_by("pk").values_list("slug", flat=True)
