"""Numbers of records that somebody sends in a form or an address."""

from __future__ import annotations

# No paper has a record with a longer number, and databases refuse to look for much longer ones.
MOST_DIGITS = 9


def whole_number(text: str | None) -> int | None:
    """Return the number that the text is, digits of ASCII and nothing else; None for anything else."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if text is not None and is_number else None
