"""What readers read: counts by address become stories, sections and small pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dateline.desk.home.pictures import bars
from dateline.desk.home.shown import Bar, ReadingsContext, StoryLine
from dateline.edition.choices import Span
from dateline.edition.configuration import edition_configuration
from dateline.edition.queries import (
    HOUR,
    day_of,
    days_before,
    hour_of,
    most_read,
    most_read_within_the_hour,
    readings_by_start,
    total_within_the_hour,
)
from dateline.publishing.models import PublicAddress
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage

MOST = 5
# Sections are summed over so many pages; what is read less would change nothing.
ADDRESSES = 300
DAYS = 7
HOURS = 24
Counted = Sequence[tuple[str, int]]


def what_readers_read(now: datetime) -> ReadingsContext | None:
    """Return what was read lately; None when nothing was in seven days."""
    midnight, week = day_of(now), days_before(day_of(now), DAYS - 1)
    by_start = readings_by_start(week)
    if not by_start:
        return None
    today = most_read(midnight, limit=ADDRESSES)
    hour = most_read_within_the_hour(now, limit=4 * MOST)
    seven = most_read(week, limit=4 * MOST)
    pages = _pages_at({address for counted in (today, hour, seven) for address, _count in counted})
    stories = StoryPage.objects.filter(pk__in=pages.values(), live=True).select_related("section")
    by_key = {
        story.pk: story
        for story in stories.only("title", "slug", "published_at", "section", "section__title")
    }
    configuration = edition_configuration()
    return ReadingsContext(
        today=sum(count for start, _span, count in by_start if start >= midnight),
        last_hour=total_within_the_hour(now),
        seven_days=sum(count for _start, _span, count in by_start),
        stories_today=_lines(today, pages, by_key),
        stories_of_hour=_lines(hour, pages, by_key),
        stories_of_week=_lines(seven, pages, by_key),
        sections=_sections(today, pages, by_key),
        hours=_hours(by_start, now),
        days=_days(by_start, now),
        is_partial=configuration.downstream or configuration.nginx_folder is not None,
    )


def _pages_at(addresses: set[str]) -> dict[str, int]:
    """Return the key of the page that is or was at each address."""
    found = PublicAddress.objects.filter(path__in=addresses)
    return dict(found.values_list("path", "publication__page_id"))


def _lines(counted: Counted, pages: dict[str, int], stories: dict[int, StoryPage]) -> tuple[StoryLine, ...]:
    summed: Counter[int] = Counter()
    for address, count in counted:
        # A story that has moved was read at two addresses.
        if (key := pages.get(address)) in stories:
            summed[key] += count
    return tuple(
        StoryLine(
            title=stories[key].title,
            public_url=stories[key].public_path(),
            section=stories[key].section.title,
            readings=count,
        )
        for key, count in summed.most_common(MOST)
    )


def _sections(counted: Counted, pages: dict[str, int], stories: dict[int, StoryPage]) -> tuple[Bar, ...]:
    names = dict(SectionPage.objects.filter(live=True).values_list("pk", "title"))
    summed: Counter[str] = Counter()
    for address, count in counted:
        key = pages.get(address, 0)
        section = stories[key].section_id if key in stories else key
        if address == "/":
            summed[_("Front page")] += count
        elif section in names:
            summed[names[section]] += count
    most = max(summed.values(), default=1)
    return tuple(
        Bar(label=name, count=count, share=round(100 * count / most, 1))
        for name, count in summed.most_common()
    )


def _hours(by_start: Sequence[tuple[datetime, str, int]], now: datetime) -> tuple[Bar, ...]:
    counts = {start: count for start, span, count in by_start if span == Span.HOUR}
    starts = [hour_of(now) - number * HOUR for number in reversed(range(HOURS))]
    return bars([(_clock(start), counts.get(start, 0)) for start in starts])


def _days(by_start: Sequence[tuple[datetime, str, int]], now: datetime) -> tuple[Bar, ...]:
    counts: Counter[datetime] = Counter()
    for start, _span, count in by_start:
        counts[day_of(start)] += count
    starts = [days_before(day_of(now), number) for number in reversed(range(DAYS))]
    return bars([(_weekday(start), counts[start]) for start in starts])


def _clock(start: datetime) -> str:
    return date_format(timezone.localtime(start, timezone.get_default_timezone()), "H:i")


def _weekday(start: datetime) -> str:
    # Noon of the day, because a day in the paper's zone may begin on another in UTC.
    return date_format(
        timezone.localtime(start + timedelta(hours=12), timezone.get_default_timezone()), "D j"
    )
