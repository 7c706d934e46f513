"""Where the read API is, and which questions may be asked of it: a public contract (DESIGN section 6)."""

from __future__ import annotations

import re
from uuid import UUID

from django.conf import settings

ROOT = "/api/v1/"
STORIES, CORRECTIONS = f"{ROOT}stories", f"{ROOT}corrections"
SECTIONS, TOPICS, AUTHORS = f"{ROOT}sections", f"{ROOT}topics", f"{ROOT}authors"
DESCRIPTION = f"{ROOT}openapi.json"
DOCUMENTATION = f"{ROOT}docs/"
ONCE = (ROOT, STORIES, CORRECTIONS, SECTIONS, TOPICS, AUTHORS, DESCRIPTION)
# By list: what may be asked of it. The edition drops everything else, so that it makes no pages.
PARAMETERS = {
    STORIES: ("section", "topic", "author", "label", "kind", "since", "until", "cursor", "limit"),
    CORRECTIONS: ("cursor", "limit"),
    TOPICS: ("cursor", "limit"),
    AUTHORS: ("cursor", "limit"),
}
UUID_PATTERN = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
STORY = re.compile(rf"{STORIES}/(?P<uuid>{UUID_PATTERN})(?:/versions|/corrections)?")


def full(path: str) -> str:
    """Return the full address of a path."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def story_address(uuid: UUID | str, rest: str = "") -> str:
    """Return the full address of a story in the API; ``rest`` is what there is of it besides itself."""
    return full(f"{STORIES}/{uuid}{rest}")
