"""The addresses of a story's history. All of them begin with the story's own."""

from __future__ import annotations

# As many versions as one page of the history lists: with the paper around it, it stays under 30 kB.
PAGE_SIZE = 20


def history_address(story: str, *, page: int = 1) -> str:
    """Return the address of the history of the story at this address."""
    return f"{story}history/" if page == 1 else f"{story}history/page/{page}/"


def version_address(story: str, number: int) -> str:
    """Return the address of one version."""
    return f"{story}history/{number}/"


def evidence_address(story: str, number: int) -> str:
    """Return the address of a version's canonical text with its nonce and commitment."""
    return f"{story}history/{number}.json"


def difference_address(story: str, *, older: int, newer: int) -> str:
    """Return the address of the difference between two versions."""
    return f"{story}history/{older}-{newer}/"


def difference_data_address(story: str, *, older: int, newer: int) -> str:
    """Return the address of the same for machines."""
    return f"{story}history/{older}-{newer}.json"


def pages_of(version_count: int) -> int:
    """Return how many pages a history has."""
    return max(1, -(-version_count // PAGE_SIZE))
