"""Reports that wait on the desk, for tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from dateline.corrections.choices import ReportKind
from dateline.corrections.models import ReportCluster
from dateline.corrections.report_actions import take_report
from dateline.stories.models import StoryPage
from tests.factories.stories import published
from tests.integration.corrections.sending import ADDRESS, sent

TEXT = "<p>The wall stands. A monument to <b>servicement</b> was opened in the town. The end of it.</p>"


def story_with_slip(title: str = "A monument opens", **fields: Any) -> StoryPage:
    """Return a public story with a slip in it."""
    return published(title, body=fields.pop("body", [("paragraph", TEXT)]), **fields)


def reported(
    story: StoryPage,
    words: str = "servicement",
    suggestion: str = "servicemen",
    *,
    kind: ReportKind = ReportKind.SPELLING,
    address: str = ADDRESS,
    **fields: Any,
) -> ReportCluster:
    """Report some words of a story as a reader, and return the place in the queue."""
    at = timezone.now()
    take_report(sent=sent(story, words, suggestion=suggestion, kind=kind, **fields), network=address, at=at)
    found = ReportCluster.objects.filter(publication_id=story.uuid).order_by("-pk").first()
    assert found is not None
    return found
