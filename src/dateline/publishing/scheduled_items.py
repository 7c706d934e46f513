"""What happens by itself and when: publications, expiries, and whatever other packages put on the calendar.

A package that plans things for a time, such as fronts or letters, registers a source when apps are ready. The
desk's calendar asks all of them for the same span of time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageLogEntry, Revision

from dateline.publishing.models import ScheduleFailure

GOES_OUT, COMES_OFF, CHANGES = _("goes out"), _("comes off"), _("changes")
WENT_OUT, CAME_OFF = _("went out"), _("came off")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledItem:
    """Something that happens, or happened, by itself."""

    at: datetime
    title: str
    verb: Any
    """What it does then, in the newsroom's words."""
    url: str = ""
    """Where on the desk it is changed."""
    page_path: str = ""
    """The place in the tree of the page it is about: it is shown to those who may see that page."""
    refused: str = ""
    """Why it was refused when its time came."""
    is_done: bool = False
    """Whether it has happened."""


Source = Callable[[datetime, datetime], Iterable[ScheduledItem]]
_sources: dict[str, Source] = {}


def register_scheduled(name: str, source: Source) -> None:
    """Add a source: asked for all from one moment up to another. Raises ValueError for a name twice."""
    if _sources.get(name, source) is not source:
        raise ValueError(f"Two sources of scheduled things are called {name}.")
    _sources[name] = source


def scheduled_between(since: datetime, until: datetime) -> list[ScheduledItem]:
    """Return everything that happens by itself from the first moment up to the second, earliest first."""
    found = [item for source in _sources.values() for item in source(since, until)]
    return sorted(found, key=lambda item: (item.at, item.title))


def scheduled_pages(since: datetime, until: datetime) -> Iterator[ScheduledItem]:
    """Yield publications and expiries to come, and those that were carried out."""
    refused = dict(ScheduleFailure.objects.values_list("page_id", "reason"))
    yield from _publications(since, until, refused)
    yield from _expiries(since, until, refused)
    yield from _carried_out(since, until)


def _publications(since: datetime, until: datetime, refused: dict[int, str]) -> Iterator[ScheduledItem]:
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    revisions = list(planned.order_by("approved_go_live_at", "pk"))
    pages = _pages(int(revision.object_id) for revision in revisions)
    for revision in revisions:
        page = pages.get(int(revision.object_id))
        if page is None:
            continue
        if since <= revision.approved_go_live_at < until:
            yield _item(
                page,
                at=revision.approved_go_live_at,
                verb=CHANGES if page.live else GOES_OUT,
                title=revision.object_str,
                refused=refused.get(page.pk, ""),
            )
        # What is to come off again later is not yet said by the page itself.
        ends_at = parse_datetime(revision.content.get("expire_at") or "")
        if ends_at is not None and since <= ends_at < until and not page.live:
            yield _item(page, at=ends_at, verb=COMES_OFF, title=revision.object_str)


def _expiries(since: datetime, until: datetime, refused: dict[int, str]) -> Iterator[ScheduledItem]:
    for page in Page.objects.filter(
        live=True, expire_at__gte=since, expire_at__lt=until
    ).defer_streamfields():
        yield _item(
            page, at=page.expire_at, verb=COMES_OFF, title=page.title, refused=refused.get(page.pk, "")
        )


DONE = {"wagtail.publish.scheduled": WENT_OUT, "wagtail.unpublish.scheduled": CAME_OFF}


def _carried_out(since: datetime, until: datetime) -> Iterator[ScheduledItem]:
    entries = list(PageLogEntry.objects.filter(action__in=DONE, timestamp__gte=since, timestamp__lt=until))
    pages = _pages(entry.page_id for entry in entries)
    for entry in entries:
        page = pages.get(entry.page_id)
        if page is not None:
            verb = DONE[entry.action]
            yield _item(page, at=entry.timestamp, verb=verb, title=entry.label, is_done=True)


def _pages(ids: Iterable[int]) -> dict[int, Page]:
    found: dict[int, Page] = Page.objects.only("path", "title", "live").in_bulk(list(ids))
    return found


def _item(page: Page, *, at: datetime, verb: Any, title: str, **known: Any) -> ScheduledItem:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return ScheduledItem(at=at, title=title, verb=verb, url=url, page_path=page.path, **known)
