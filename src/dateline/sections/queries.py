"""Reads of sections, topics and series; each announces what it read."""

from __future__ import annotations

from dateline.edition.keys import announce
from dateline.sections.contexts import LinkContext
from dateline.sections.models import SectionPage, Series, Topic

# Never by the tree of pages: sorting that is no entry of the publish log, and pages would change by chance.
BY_PLACE = ("order", "pk")


def navigation_sections() -> list[SectionPage]:
    """Return the sections of the navigation in order."""
    announce("sections")
    return list(SectionPage.objects.public().filter(in_navigation=True).order_by(*BY_PLACE))


def all_sections() -> list[SectionPage]:
    """Return every public section in order."""
    announce("sections")
    return list(SectionPage.objects.public().order_by(*BY_PLACE))


def section_by_slug(slug: str) -> SectionPage | None:
    """Return the public section at this address."""
    announce("sections")
    return SectionPage.objects.public().filter(slug=slug).first()


def topic_by_slug(slug: str) -> Topic | None:
    """Return the topic at this address."""
    topic = Topic.objects.filter(slug=slug).first()
    announce(f"topic/{topic.pk}" if topic else "topics")
    return topic


def series_by_slug(slug: str) -> Series | None:
    """Return the series at this address."""
    series = Series.objects.filter(slug=slug).first()
    announce(f"series/{series.pk}" if series else "all-series")
    return series


def section_link(section: SectionPage, *, language: str = "", current: bool = False) -> LinkContext:
    """Return the section as a labelled link in the language of the page that shows it."""
    return LinkContext(label=section.name_in(language), url=section.public_path(), is_current=current)
