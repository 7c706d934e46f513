"""The same story corrected again and again: 30 tonnes were 40."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from dateline.corrections.choices import NoticedBy
from dateline.corrections.correction_models import Correction
from dateline.corrections.correction_words import CorrectionWords
from dateline.publishing.actions import publish_page
from dateline.stories.models import StoryPage

START = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
WORDS = CorrectionWords(
    wrong="This story said that the bridge carries 30 tonnes.",
    right="It carries 40 tonnes.",
    noticed_at=START - timedelta(hours=3),
    noticed_by=NoticedBy.READER,
)


def with_forty(story: StoryPage) -> StoryPage:
    """Return the story with the right words in its body."""
    story.body[1].value.source = "<p>The <b>bridge</b> carries 40 tonnes.</p>"
    return story


def corrected(story: StoryPage, words: CorrectionWords = WORDS, **how: Any) -> Correction:
    """Publish the right words together with what they correct."""
    how.setdefault("kind", "correction")
    publish_page(page=with_forty(story), by=None, summary=words.sentence("en"), wishes=(words.wish(),), **how)
    found: Correction = Correction.objects.filter(version__publication_id=story.uuid).order_by("-pk")[0]
    return found
