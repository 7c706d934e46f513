"""Characters that no text of a newspaper needs: controls, halves of characters, overrides of direction.

PostgreSQL cannot store the first, UTF-8 cannot write the second, and the third turn “gpj.exe” into “exe.jpg”.
Marks and isolates of direction stay: Arabic, Hebrew and Persian need them.
"""

from __future__ import annotations

import json
import re
from typing import Any

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")
LINE_BREAKS = re.compile("[\t\n\r\u2028\u2029]")
SHOWN_BEFORE = 25


def first_unwanted(text: str, *, one_line: bool = False) -> tuple[str, str] | None:
    """Return the first such character as “U+0000” and the words before it; None when there is none."""
    found = UNWANTED.search(text) or (LINE_BREAKS.search(text) if one_line else None)
    if found is None:
        return None
    before = text[max(0, found.start() - SHOWN_BEFORE) : found.start()]
    return f"U+{ord(found[0]):04X}", before


def without_unwanted(text: str) -> str:
    """Return the text without them."""
    return UNWANTED.sub("", text)


def without_unwanted_inside(text: str) -> str:
    """Return a text without them; in one that is JSON they may be written as escapes, which go as well."""
    if text[:1] not in "{[" or len(text) < 2:
        return without_unwanted(text)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return without_unwanted(text)
    cleaned = _cleaned(value)
    return text if cleaned == value else json.dumps(cleaned)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return without_unwanted(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, dict):
        return {without_unwanted(name): _cleaned(item) for name, item in value.items()}
    return value
