"""What trafilatura takes for the text of a page: not the text itself, but a vote on where it is."""

from __future__ import annotations

import logging

from lxml import etree
from trafilatura import bare_extraction

from dateline.archive.parsing.charsets import without_controls

LARGEST = 3_000_000

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def second_opinion(markup: str) -> str:
    """Return the text as trafilatura sees it; empty where it sees none."""
    if len(markup) > LARGEST:
        return ""
    try:
        found = bare_extraction(
            without_controls(markup), include_comments=False, include_tables=True, with_metadata=False
        )
    except (
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        RecursionError,
        AssertionError,
        etree.LxmlError,
    ):
        # It was written for pages of the web, and some of an archive's are stranger.
        return ""
    return (getattr(found, "text", "") or "") if found is not None else ""
