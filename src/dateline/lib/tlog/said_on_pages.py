"""Whether the pages of a story say of its changes what is said in the files that the log vouches for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.lib.tlog.live_pages import missing_texts
from dateline.lib.tlog.log_leaves import SAID
from dateline.lib.tlog.version_files import said_in


def false_sentences(history: bytes, *, versions: Mapping[int, Mapping[str, Any]]) -> Iterator[int]:
    """Yield the numbers of versions of which the history, as JSON, says another sentence than their files."""
    try:
        rows = json.loads(history)["versions"]
        told = {row["number"]: row["summary"] for row in rows}
    except (ValueError, KeyError, TypeError):
        yield from versions
        return
    for number, fields in versions.items():
        if SAID in fields and told.get(number) != (said_in(fields) or {}).get("summary", ""):
            yield number


def corrections_not_shown(page: str, *, versions: Mapping[int, Mapping[str, Any]]) -> Iterator[int]:
    """Yield the numbers of versions whose correction does not stand on the page of the story in its words."""
    for number, fields in versions.items():
        correction = (said_in(fields) or {}).get("correction", {})
        words = [correction.get(name, "") for name in ("wrong", "right")]
        if missing_texts(page, [text for text in words if isinstance(text, str)]):
            yield number
