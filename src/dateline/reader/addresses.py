"""Every address of the reader's paper that a copy of it holds: all that ``urls`` answers, but the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wagtail.contrib.redirects.models import Redirect

from dateline.corrections.listing import correction_addresses
from dateline.feeds.sitemap_queries import authors, series_with_stories, topics
from dateline.publishing.choices import Status
from dateline.publishing.models import PublicAddress
from dateline.publishing.paper_time import local_date
from dateline.reader import lists
from dateline.reader.queries import FEEDS_URL
from dateline.sections.models import SectionPage
from dateline.stories.models import CompanyPage, StoryPage
from dateline.stories.queries import (
    ListedStories,
    stories_about,
    stories_by,
    stories_in_section,
    stories_of_series,
)


def reader_addresses() -> Iterator[str]:
    """Yield the address of every page, and every old address that leads to one."""
    yield "/"
    yield FEEDS_URL
    for page in CompanyPage.objects.public().order_by("pk").only("slug"):
        yield page.public_path()
    yield from _lists()
    yield from _archive()
    yield from correction_addresses()
    # A story that was taken down or unpublished has no address any more.
    yield from (
        PublicAddress.objects.filter(publication__status=Status.PUBLIC)
        .order_by("pk")
        .values_list("path", flat=True)
        .iterator()
    )
    redirects = Redirect.objects.order_by("pk").values_list("old_path", flat=True)
    yield from (path for path in redirects.iterator() if path and "?" not in path)


def _lists() -> Iterator[str]:
    for section in SectionPage.objects.public().order_by("pk"):
        yield from _pages(section.public_path(), stories_in_section(section))
    for topic in topics():
        yield from _pages(topic.get_absolute_url(), stories_about(topic))
    for series in series_with_stories().order_by("pk"):
        yield from _pages(series.get_absolute_url(), stories_of_series(series))
    for contributor in authors():
        yield from _pages(contributor.get_absolute_url(), stories_by(contributor))


def _pages(path: str, stories: ListedStories) -> Iterator[str]:
    count = stories[: lists.PAGE_SIZE * lists.PAGE_LIMIT].count()
    for number in range(1, max(1, -(-count // lists.PAGE_SIZE)) + 1):
        yield lists.path_of(path, number)


def _archive() -> Iterator[str]:
    """Yield the archive's days, and its years and months from end to end: empty ones are linked too."""
    yield "/archive/"
    moments = StoryPage.objects.newest().values_list("listed_at", flat=True)
    days = {local_date(moment) for moment in moments.iterator()}
    if not days:
        return
    first, latest = min(days), max(days)
    yield from (f"/archive/{year}/" for year in range(first.year, latest.year + 1))
    month = first.replace(day=1)
    while month <= latest:
        yield f"/archive/{month:%Y/%m}/"
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    yield from (f"/archive/{day:%Y/%m/%d}/" for day in sorted(days))
