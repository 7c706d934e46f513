"""The one row that says by which rules the index was made and how far that has got."""

from __future__ import annotations

from importlib.metadata import version

from dateline.search.models import IndexState

# Raised whenever lexemes come out differently for the same story: the whole index is then made anew.
OWN_RULES = 1
RULES = f"{OWN_RULES}, snowballstemmer {version('snowballstemmer')}"


def index_state() -> IndexState:
    """Return the row, which is made when it is asked for first."""
    return IndexState.objects.get_or_create(pk=1, defaults={"rules": RULES})[0]


def is_by_these_rules() -> bool:
    """Say whether the index was made as this version makes it; then it can be changed story by story."""
    return index_state().rules == RULES
