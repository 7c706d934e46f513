"""What can go wrong with a search."""

from __future__ import annotations


class SearchTimeoutError(Exception):
    """Raised when a question takes longer than it may."""


class SearchBusyError(Exception):
    """Raised when more is searched for at once than this process takes on."""
