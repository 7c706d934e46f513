"""Addresses that mean the same when the same work is done again, in which stories get other ids by chance."""

from __future__ import annotations

import re

from dateline.publishing.models import Publication

ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
PAGE = re.compile(r"<page ([0-9]+)>")


def lasting(address: str) -> str:
    """Return the address with the number of the story's page instead of its id."""
    return ID.sub(lambda found: f"<page {Publication.objects.get(pk=found[0]).page_id}>", address)


def present(address: str) -> str:
    """Return the address as it is in this run. Raises Publication.DoesNotExist."""
    return PAGE.sub(lambda found: str(Publication.objects.get(page_id=int(found[1])).pk), address)
