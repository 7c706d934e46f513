"""What sitemaps tell: stories month by month, the news of two days, and all lists.

A file holds at most 2,000 addresses, so that one is made within a moment however large the paper is; the
protocol allows 50,000. That of a past month stays as it is until something of that month changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef

from dateline.edition.keys import announce, announce_good_until, kept
from dateline.feeds.edition_keys import AUTHORS, SERIES, TOPICS
from dateline.media.models import Picture
from dateline.media.queries import picture_contexts
from dateline.people.models import Contributor
from dateline.publishing.choices import Status
from dateline.publishing.models import Publication
from dateline.publishing.paper_time import day_bounds, local, local_date
from dateline.sections.models import Series, Topic
from dateline.sections.queries import all_sections
from dateline.stories.choices import Label
from dateline.stories.models import Byline, CompanyPage, StoryPage, StoryTopic

MOST = 2_000
FRESH = timedelta(hours=48)
MOST_NEWS = 1_000


@dataclass(frozen=True, slots=True)
class Month:
    """The stories of one month."""

    first_day: date
    count: int
    changed_at: datetime
    """When one was last published or updated."""


@dataclass(frozen=True, slots=True)
class Place:
    """One address in a sitemap."""

    path: str
    changed_at: datetime | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """One address in the news sitemap."""

    path: str
    title: str
    language: str
    published_at: datetime


def months() -> list[Month]:
    """Return every month that has public stories, the oldest first."""
    announce("archive")
    moments = _stories().order_by("published_at").values_list("published_at", flat=True)
    first, last = moments.first(), moments.last()
    if first is None or last is None:
        return []
    years = range(local_date(first).year, local_date(last).year + 1)
    return [month for year in years for month in kept(f"sitemap/year/{year}", partial(_months, year))]


def _months(year: int) -> tuple[Month, ...]:
    """Return the months of a year; each is read from an index alone."""
    announce(*(f"sitemap/{year}-{number:02d}" for number in range(1, 13)))
    return tuple(found for number in range(1, 13) if (found := _month(date(year, number, 1))) is not None)


def _month(first_day: date) -> Month | None:
    told = _stories_in(first_day).aggregate(
        count=Count("published_at"), published=Max("published_at"), updated=Max("updated_at")
    )
    if not told["count"]:
        return None
    changed = max(moment for moment in (told["published"], told["updated"]) if moment is not None)
    return Month(first_day=first_day, count=told["count"], changed_at=local(changed))


def has_part(first_day: date, *, part: int) -> bool:
    """Say whether a month has this file, by looking for its first story alone. Announces nothing."""
    start = MOST * (part - 1)
    return bool(_stories_in(first_day).order_by("published_at", "pk").values_list("pk")[start : start + 1])


def stories_in(first_day: date, *, part: int) -> list[Place]:
    """Return one file of a month, the oldest stories first; ``part`` counts from 1."""
    announce(f"sitemap/{first_day:%Y-%m}")
    stories = _stories_in(first_day).order_by("published_at", "pk")
    keys = list(stories.values_list("pk", flat=True)[MOST * (part - 1) : MOST * part])
    rows = Publication.objects.filter(pk__in=keys).order_by("published_at", "pk")
    told = list(rows.values_list("page_id", "address", "published_at", "updated_at"))
    pictures = _lead_pictures([row[0] for row in told])
    return [
        Place(path=path, changed_at=local(updated or published), picture=pictures.get(page, ""))
        for page, path, published, updated in told
    ]


def _lead_pictures(pages: list[int | None]) -> dict[int | None, str]:
    """Return the addresses of those lead pictures that readers may see, by story."""
    rows = StoryPage.objects.filter(pk__in=pages, lead_picture__isnull=False)
    leads = dict(rows.values_list("pk", "lead_picture_id"))
    shown = picture_contexts(Picture.objects.to_be_shown().filter(pk__in=set(leads.values())), use="lead")
    return {page: shown[picture].src for page, picture in leads.items() if picture in shown}


def _stories() -> Any:
    return Publication.objects.filter(content_type="story", status=Status.PUBLIC)


def _stories_in(first_day: date) -> Any:
    following = date(first_day.year + first_day.month // 12, first_day.month % 12 + 1, 1)
    start, end = day_bounds(first_day)[0], day_bounds(following)[0]
    return _stories().filter(published_at__gte=start, published_at__lt=end)


def latest_news(*, now: datetime) -> list[News]:
    """Return what was published within two days, newest first; what was paid for is no news."""
    # The second: a story that is no longer paid for comes in, and was in no list before.
    announce("stories/list", f"label/{Label.SPONSORED}/list")
    stories = StoryPage.objects.newest().filter(listed_at__gt=now - FRESH).exclude(label=Label.SPONSORED)
    found = list(stories.only("title", "slug", "language", "published_at")[:MOST_NEWS])
    announce(*(f"card/{story.pk}" for story in found))
    if found:
        announce_good_until(found[-1].public_since + FRESH)
    return [
        News(story.public_path(), story.title, story.language, local(story.public_since)) for story in found
    ]


def lists() -> list[Place]:
    """Return the front, sections, series, company pages and what else there is once."""
    announce("company-pages")
    pages = list(CompanyPage.objects.public().order_by("order", "pk").only("slug", "updated_at"))
    announce(*(f"company-page/{page.pk}" for page in pages))
    return [
        Place("/"),
        *(Place(section.public_path()) for section in all_sections()),
        *(Place(series.get_absolute_url()) for series in series_with_stories().order_by("pk")),
        *(
            Place(page.public_path(), changed_at=local(page.updated_at) if page.updated_at else None)
            for page in pages
        ),
        *(Place(path) for path in ("/archive/", "/corrections/", "/feeds/")),
    ]


def series_with_stories() -> Any:
    """Return the series that have public stories."""
    announce("all-series", SERIES)
    stories = StoryPage.objects.filter(series=OuterRef("pk"), listed_at__isnull=False)
    return Series.objects.filter(Exists(stories))


def topics() -> Any:
    """Return the topics that have public stories: the name of another could tell what is to come."""
    announce("topics", TOPICS)
    rows = StoryTopic.objects.filter(topic=OuterRef("pk"), published_at__isnull=False)
    return Topic.objects.filter(Exists(rows)).order_by("pk")


def authors() -> Any:
    """Return the contributors with a page who have public stories."""
    announce("contributors", AUTHORS)
    rows = Byline.objects.filter(contributor=OuterRef("pk"), published_at__isnull=False)
    return Contributor.objects.filter(Exists(rows), has_page=True).order_by("pk")
