"""What a picture's credit does not say by itself: who owns the agency that it names."""

from __future__ import annotations


def ownership_note(credit: str, *, language: str) -> str:
    """Return the ownership note of an entity named in the credit, or nothing."""
    return ""
