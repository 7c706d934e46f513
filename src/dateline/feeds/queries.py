"""Which stories a feed has, and what it says of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from dateline.edition.keys import announce
from dateline.feeds.entry_queries import entries_of
from dateline.feeds.hubs import hub_address
from dateline.feeds.sitemap_queries import series_with_stories
from dateline.lib.feed_addresses import Format, Of, feed_address
from dateline.lib.feed_documents import Feed
from dateline.paper.queries import paper_settings
from dateline.sections.queries import all_sections, section_by_slug, series_by_slug, topic_by_slug
from dateline.stories.queries import (
    contributor_by_slug,
    newest_in_section,
    newest_of_series,
    newest_stories,
    stories_about,
    stories_by,
)

NEWEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a feed is of."""

    name: str
    """Empty for the whole paper."""
    description: str
    path: str
    """Address of the page for people."""
    ids: Callable[[], list[int]]
    """Reads the newest stories, and announces the list."""


def listed(of: Of, slug: str = "") -> Listed | None:
    """Return what the feed at this address is of; None when there is no such thing."""
    return _FOUND[of](slug)


def feed_of(listed: Listed, *, of: Of, slug: str = "", form: Format) -> Feed:
    """Return the newest stories as a feed."""
    paper, base = paper_settings(), settings.WAGTAILADMIN_BASE_URL
    title = _("%(paper)s: %(list)s") % {"paper": paper.name, "list": listed.name}
    return Feed(
        title=title if listed.name else paper.name,
        description=listed.description or paper.tagline,
        url=base + listed.path,
        feed_url=base + feed_address(of, slug, form=form),
        language=settings.LANGUAGE_CODE,
        author=paper.name,
        entries=entries_of(listed.ids()),
        hub=hub_address(),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list of feeds."""

    of: Of
    slug: str
    name: str
    path: str
    """Address of the page for people."""


def rows_of_feeds(paper: str) -> list[Row]:
    """Return the feeds that are worth a list: of the paper, its sections and its series."""
    rows = [Row(Of.PAPER, "", paper, "/")]
    rows += [
        Row(Of.SECTION, section.slug, section.name_in(settings.LANGUAGE_CODE), section.public_path())
        for section in all_sections()
    ]
    rows += [
        Row(Of.SERIES, one.slug, one.name, one.get_absolute_url())
        for one in series_with_stories().order_by("name", "pk")
    ]
    return rows


def _paper(slug: str) -> Listed:
    return Listed(
        name="",
        description="",
        path="/",
        ids=lambda: [place.pk for place in newest_stories(limit=NEWEST)],
    )


def _section(slug: str) -> Listed | None:
    found = section_by_slug(slug)
    if found is None:
        return None
    # Its description shows on its front, and here.
    announce(f"section/{found.pk}")
    return Listed(
        name=found.name_in(settings.LANGUAGE_CODE),
        description=found.description,
        path=found.public_path(),
        ids=lambda: [place.pk for place in newest_in_section(found, limit=NEWEST)],
    )


def _topic(slug: str) -> Listed | None:
    found = topic_by_slug(slug)
    return _of_record(found, stories_about) if found is not None else None


def _series(slug: str) -> Listed | None:
    found = series_by_slug(slug)
    return _of_record(found, newest_of_series) if found is not None else None


def _author(slug: str) -> Listed | None:
    found = contributor_by_slug(slug)
    return _of_record(found, stories_by) if found is not None else None


def _of_record(record: Any, stories: Callable[[Any], Any]) -> Listed | None:
    """Return the feed of a record; None while nothing of it is public: its name may tell what is to come."""
    ids = [row[0] for row in stories(record)[:NEWEST]]
    if not ids:
        return None
    return Listed(
        name=record.name,
        description=getattr(record, "description", "") or getattr(record, "bio", ""),
        path=record.get_absolute_url(),
        ids=lambda: ids,
    )


_FOUND: dict[Of, Callable[[str], Listed | None]] = {
    Of.PAPER: _paper,
    Of.SECTION: _section,
    Of.TOPIC: _topic,
    Of.AUTHOR: _author,
    Of.SERIES: _series,
}
