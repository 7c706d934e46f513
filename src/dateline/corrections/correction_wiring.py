"""Tell the packages below what corrections add to publications, stories and structured data."""

from __future__ import annotations

from dateline.corrections import correction_signal_handlers as correction_signal_handlers  # listens
from dateline.corrections.correction_companion import register_corrections
from dateline.corrections.correction_keys import register_correction_keys
from dateline.corrections.correction_queries import words_of_notices
from dateline.corrections.said_corrections import NAME as CORRECTION
from dateline.corrections.said_corrections import said_by_corrections
from dateline.corrections.withholding import forget_reported_words
from dateline.publishing.said_of_changes import register_said
from dateline.publishing.withholding import register_words_holder
from dateline.stories.notices import register_words


def connect_corrections() -> None:
    """Register the record of corrections, their notices and keys, and who tells or forgets words."""
    register_corrections()
    register_correction_keys()
    register_words(words_of_notices)
    register_said(CORRECTION, said_by_corrections)
    register_words_holder(forget_reported_words)
