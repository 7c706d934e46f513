"""The processes of a node tell each other which pages readers wait for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.edition.wanted import WantedPages

PAGES = ["/", "/news/", "/2026/10/04/a/"]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[WantedPages, WantedPages]]:
    """Two processes of a node."""
    serving, printing = WantedPages(tmp_path / "node" / "wanted"), WantedPages(tmp_path / "node" / "wanted")
    yield serving, printing
    serving.close()
    printing.close()


def test_nobody_waits_at_the_beginning(pair: tuple[WantedPages, WantedPages]) -> None:
    _serving, printing = pair

    assert not printing.is_anything()
    assert printing.latest_of(PAGES) is None


def test_page_waited_for_least_is_named_first(pair: tuple[WantedPages, WantedPages]) -> None:
    serving, printing = pair
    for address in ("/news/", "/", "/news/"):
        serving.want(address)

    assert printing.is_anything()
    assert printing.latest_of(PAGES) == "/"
    assert printing.latest_of(["/news/", "/2026/10/04/a/"]) == "/news/"
    assert printing.latest_of(["/2026/10/04/a/"]) is None


def test_page_that_was_served_is_not_waited_for(pair: tuple[WantedPages, WantedPages]) -> None:
    serving, printing = pair
    serving.want("/")
    serving.want("/news/")
    serving.forget("/")

    assert printing.latest_of(PAGES) == "/news/"
    serving.forget("/news/")
    assert not printing.is_anything()


def test_what_a_killed_process_left_is_still_read(tmp_path: Path) -> None:
    killed = WantedPages(tmp_path / "wanted")
    killed.want("/")
    killed.close()
    successor = WantedPages(tmp_path / "wanted")

    assert successor.latest_of(PAGES) == "/"
    successor.close()
