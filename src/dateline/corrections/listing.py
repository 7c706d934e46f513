"""All notices of the paper: which there are, by month, kind and section, and where each list stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dateline.corrections.correction_keys import LIST
from dateline.edition.keys import announce, once
from dateline.publishing.choices import NOTICE_KINDS, Status
from dateline.publishing.models import PublishedVersion
from dateline.publishing.paper_time import local_date
from dateline.sections.models import SectionPage
from dateline.stories.models import StoryPage

ROOT = "/corrections/"
FEED = f"{ROOT}atom.xml"
NEWEST = 50
ADDRESS = re.compile(
    r"/corrections/(?:in/(?P<section>[-\w]+)/)?"
    rf"(?:(?P<kind>{'|'.join(NOTICE_KINDS)})/)?(?:(?P<year>\d{{4}})/(?P<month>\d\d)/)?"
)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of notices is narrowed to; empty is everything."""

    section: str = ""
    """Slug of a section."""
    kind: str = ""
    month: date | None = None
    """First day of a month."""

    @property
    def path(self) -> str:
        """Address of the list."""
        parts = [f"in/{self.section}/"] if self.section else []
        parts += [f"{self.kind}/"] if self.kind else []
        parts += [f"{self.month:%Y/%m}/"] if self.month else []
        return ROOT + "".join(parts)


@dataclass(frozen=True, slots=True)
class ListedNotice:
    """One notice of a story that is in the paper."""

    version_id: int
    story_id: int
    kind: str
    section: str
    month: date

    def is_in(self, wanted: Filter) -> bool:
        """Say whether the list with this filter holds it."""
        return (
            wanted.section in ("", self.section)
            and wanted.kind in ("", self.kind)
            and wanted.month in (None, self.month)
        )


def all_notices() -> tuple[ListedNotice, ...]:
    """Return every notice of every story that is in the paper, newest first."""
    return once("corrections/listed", _all_notices)


def _all_notices() -> tuple[ListedNotice, ...]:
    announce(LIST)
    versions = PublishedVersion.objects.filter(
        kind__in=NOTICE_KINDS, publication__content_type="story", publication__status=Status.PUBLIC
    )
    rows = list(versions.order_by("-at", "-pk").values_list("pk", "publication_id", "kind", "at"))
    stories = StoryPage.objects.filter(live=True, uuid__in={row[1] for row in rows})
    places = {uuid: (pk, section) for uuid, pk, section in stories.values_list("uuid", "pk", "section_id")}
    slugs = dict(SectionPage.objects.values_list("pk", "slug"))
    return tuple(
        ListedNotice(pk, places[uuid][0], kind, slugs.get(places[uuid][1], ""), local_date(at).replace(day=1))
        for pk, uuid, kind, at in rows
        if uuid in places
    )


def filters_with_notices(notices: Iterable[ListedNotice]) -> list[Filter]:
    """Return every filter that leaves something, the empty one first."""
    found = {
        Filter(section, kind, month)
        for notice in notices
        for section in ("", notice.section)
        for kind in ("", notice.kind)
        for month in (None, notice.month)
    }
    return sorted({Filter(), *found}, key=lambda one: one.path)


def correction_addresses() -> list[str]:
    """Return the address of every list of notices, and that of the feed."""
    return [*(one.path for one in filters_with_notices(all_notices())), FEED]
