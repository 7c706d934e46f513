"""Addresses that mean the same when the same work is done again, in which stories get other ids by chance."""

from __future__ import annotations

import re
from uuid import UUID

from dateline.publishing.models import Publication
from dateline.stories.models import StoryPage

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
PAGE = re.compile(r"<page ([0-9]+)>")


def lasting(address: str) -> str:
    """Return the address with the number of the story's page instead of its id; other ids stay.

    A story that nobody published may be gone and leave nothing: its address answers as one that never was.
    """
    return ID.sub(_named, address)


def present(address: str) -> str:
    """Return the address as it is in this run. Raises Publication.DoesNotExist."""
    return PAGE.sub(lambda found: str(_id_of(int(found[1]))), address)


def _named(found: re.Match[str]) -> str:
    page = _page_of(UUID(found[0]))
    return found[0] if page is None else f"<page {page}>"


def _page_of(uuid: UUID) -> int | None:
    """A story that is not there any more has left its publication, and a draft has none yet."""
    story = StoryPage.objects.filter(uuid=uuid).values_list("pk", flat=True).first()
    left = Publication.objects.filter(pk=uuid).values_list("page_id", flat=True).first()
    return left if story is None else story


def _id_of(page: int) -> UUID:
    story = StoryPage.objects.filter(pk=page).first()
    found: UUID = story.uuid if story else Publication.objects.get(page_id=page).pk
    return found
