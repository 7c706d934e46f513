"""A report as a reader sends it, for tests."""

from __future__ import annotations

from typing import Any

from dateline.corrections.contexts import SentReport
from dateline.corrections.tokens import issue_token
from dateline.stories.models import StoryPage

ADDRESS = "192.0.2.7"
AROUND_THE_WORLD = [f"198.{18 + number // 250}.{number % 250}.9" for number in range(500)]


def sent(story: StoryPage, words: str, **fields: Any) -> SentReport:
    """Return a report on the story as it is public, through a form of its own."""
    version = fields.pop("version", story.version_number)
    token = fields.pop("token", None) or issue_token(story=story.uuid, version=version)
    return SentReport(story=story.uuid, version=version, token=token, words=words, **fields)
