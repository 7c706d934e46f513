"""Addresses that mean the same when the same work is done again, in which stories get other ids by chance."""

from __future__ import annotations

import re
from uuid import UUID

from dateline.publishing.models import Publication
from dateline.stories.models import StoryPage

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
PAGE = re.compile(r"<page ([0-9]+)>")


def lasting(address: str) -> str:
    """Return the address with the number of the story's page instead of its id."""
    return ID.sub(lambda found: f"<page {_page_of(UUID(found[0]))}>", address)


def present(address: str) -> str:
    """Return the address as it is in this run. Raises Publication.DoesNotExist."""
    return PAGE.sub(lambda found: str(_id_of(int(found[1]))), address)


def _page_of(uuid: UUID) -> int:
    """A story that is not there any more has left its publication, and a draft has none yet."""
    story = StoryPage.objects.filter(uuid=uuid).first()
    return int(story.pk if story else Publication.objects.get(pk=uuid).page_id)


def _id_of(page: int) -> UUID:
    story = StoryPage.objects.filter(pk=page).first()
    found: UUID = story.uuid if story else Publication.objects.get(page_id=page).pk
    return found
