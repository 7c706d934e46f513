"""Where readers find things."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.corrections.listing import correction_addresses
from dateline.feeds.api.addresses import DOCUMENTATION, ONCE, STORIES
from dateline.feeds.finding import feed_addresses
from dateline.lib.feed_addresses import Of, feed_address
from dateline.lib.slugs import slug_from
from dateline.people.models import Contributor
from dateline.publishing.choices import NOTICE_KINDS
from dateline.publishing.models import PublicAddress
from dateline.sections.models import SectionPage, Series, Topic
from dateline.stories.models import StoryPage
from tests.support.desk_work.names import (
    AWAITED_NUMBERS,
    AWAITED_SLUGS,
    COMPANY,
    NEW_SECTIONS,
    NEW_SERIES,
    NEW_TOPICS,
    NEWCOMERS,
    OLD_PATHS,
    OLD_SITE,
    RENAMED,
)

OLDER = ("/town/page/1/", "/town/page/2/", "/topic/ferries/page/2/")
ALWAYS = (
    "/",
    "/archive/",
    "/corrections/",
    "/corrections/atom.xml",
    "/nothing-here/",
    "/town",
    "/alerts/",
    *("/indexnow.txt", "/manifest.webmanifest", "/sw.js", "/offline/"),
    "/websub/",
    *OLDER,
)
# What may come into being while the test looks.
AWAITED = (
    *(
        f"/2026/{day}/{slug}/{rest}"
        for day in ("04/30", "05/01")
        for slug in RENAMED
        for rest in ("", "history/")
    ),
    *OLD_PATHS,
    *(f"{path}/" for path in OLD_PATHS),
    *OLD_SITE,
    *(f"/news/{number}.html" for number in AWAITED_NUMBERS),
    *(f"/2026/05/01/{slug}/{rest}" for slug in AWAITED_SLUGS for rest in ("", "history/")),
    *(f"/page/{slug}/" for slug in COMPANY),
    *(f"/author/{slug_from(name)}/" for name in NEWCOMERS),
    *(f"/topic/{slug_from(name)}/" for name in NEW_TOPICS),
    *(f"/series/{slug_from(name)}/" for name in NEW_SERIES),
    *(f"/{slug_from(name)}/" for name in NEW_SECTIONS),
)


def _lists_of_corrections() -> list[str]:
    """Return what there is, and what may come or be gone: every kind, every month of the test, a section."""
    months = ("2026/05/", "2026/06/")
    return [
        *correction_addresses(),
        *(f"/corrections/{month}" for month in months),
        *(f"/corrections/{kind}/" for kind in NOTICE_KINDS),
        *(f"/corrections/in/town/{kind}/2026/05/" for kind in NOTICE_KINDS),
    ]


def _for_programs() -> list[str]:
    """Return every feed and sitemap that there is, and those that may come or be gone."""
    months = ("2026-04", "2026-05", "2026-06")
    to_come = (
        *((Of.TOPIC, slug_from(name)) for name in NEW_TOPICS[:1]),
        *((Of.AUTHOR, slug_from(name)) for name in NEWCOMERS[:1]),
        *((Of.SERIES, slug_from(name)) for name in NEW_SERIES[:1]),
        *((Of.SECTION, slug_from(name)) for name in NEW_SECTIONS[:1]),
    )
    # What is told is the same in each format, so RSS is enough where there are many.
    others = ("/atom/", "/feed/")
    return [
        *(
            path
            for path in feed_addresses()
            if path in ("/atom/", "/feed/town.json") or not path.startswith(others)
        ),
        *(feed_address(of, slug) for of, slug in to_come),
        *(f"/sitemap/{name}.xml" for name in (*months, "topics", "authors")),
        "/feeds/",
        *_api(),
    ]


def _api() -> Iterator[str]:
    """Yield what the read API has of the whole paper and of each story, drafts among them."""
    yield from ONCE
    yield DOCUMENTATION
    filters = ("section=town", "topic=ferries", "author=ines-moreau", "label=opinion", "label=news")
    for query in (*filters, "kind=correction", "since=0", "limit=2", "section=sea&since=0"):
        yield f"{STORIES}?{query}"
    for uuid in StoryPage.objects.order_by("pk").values_list("uuid", flat=True):
        yield f"{STORIES}/{uuid}"
        yield f"{STORIES}/{uuid}/versions"
        yield f"{STORIES}/{uuid}/corrections"
        yield f"/republish/{uuid}/"


def _histories() -> Iterator[str]:
    """Yield the history of each story, first and newest version, and the latest change; for programs too."""
    stories = PublicAddress.objects.filter(publication__content_type="story").order_by("pk")
    for path, number in stories.values_list("path", "publication__latest_number"):
        yield f"{path}history/"
        yield f"{path}history/{number}/"
        yield f"{path}history/{max(1, number - 1)}-{max(2, number)}/"
        yield f"{path}history/index.atom"
        yield f"{path}history/index.json"
        yield f"{path}history/1/"
        yield f"{path}history/{number}.json"
        yield f"{path}history/{max(1, number - 1)}-{max(2, number)}.json"


def addresses() -> list[str]:
    """Return every address that is or was public, and the lists and rarely asked pages around them."""
    days = {story.public_since for story in StoryPage.objects.exclude(published_at=None)}
    found = [
        *ALWAYS,
        *AWAITED,
        *_lists_of_corrections(),
        *_for_programs(),
        *(f"/{slug}/" for slug in SectionPage.objects.order_by("pk").values_list("slug", flat=True)),
        *PublicAddress.objects.order_by("pk").exclude(path="/").values_list("path", flat=True),
        *_histories(),
        *(f"/topic/{slug}/" for slug in Topic.objects.order_by("pk").values_list("slug", flat=True)),
        *(f"/author/{slug}/" for slug in Contributor.objects.order_by("pk").values_list("slug", flat=True)),
        *(f"/series/{slug}/" for slug in Series.objects.order_by("pk").values_list("slug", flat=True)),
        *sorted(
            {f"/archive/{day:%Y/%m/%d}/" for day in days}
            | {f"/archive/{day:%Y/%m}/" for day in days}
            | {f"/archive/{day:%Y}/" for day in days}
        ),
    ]
    return list(dict.fromkeys(found))
