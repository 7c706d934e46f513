"""A small paper that random work can be begun on again and again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from dateline.fronts import queries as fronts
from dateline.reader import lists
from dateline.stories import nearness, related_queries, story_queries
from tests.support.desk_work import Clock, make_base_paper
from tests.support.desk_work.clock import START
from tests.support.saved_database import SavedDatabase

ROOM_ON_FRONTS = {
    "SECONDARY": 2,
    "LATEST": 2,
    "OPINION": 8,
    "MEANWHILE": 1,
    "STRIP": 1,
    "SECTION_FIRST_PAGE": 4,
}


class SavedPaper:
    """A copy of the database and of the files of the paper as they are now."""

    def __init__(self, folder: Path) -> None:
        self.database = SavedDatabase(folder)
        self._media, self._kept = folder / "media", folder / "kept-media"
        shutil.copytree(self._media, self._kept)

    def restore(self) -> None:
        """Make the paper what it was."""
        self.database.restore()
        shutil.rmtree(self._media)
        shutil.copytree(self._kept, self._media)


@contextmanager
def fresh_paper(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SavedPaper]:
    """Make the paper in the test database and keep a copy of it. For tests whose work really commits."""
    _shorten_lists(monkeypatch)
    # Not by the patch, because the storage of pictures has to hear of it.
    with override_settings(MEDIA_ROOT=folder / "media"):
        yield from _saved_paper(folder)


def _shorten_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small paper have older pages, and stories that a list has no more room for."""
    monkeypatch.setattr(lists, "PAGE_SIZE", 3)
    for zone, room in ROOM_ON_FRONTS.items():
        monkeypatch.setattr(fronts, zone, room)
    monkeypatch.setattr(story_queries, "OLDER", 2)
    monkeypatch.setitem(fronts.ticker.__kwdefaults__, "limit", 2)
    for name, few in {"EARLIER": 4, "LATER": 2, "KEPT": 3, "SHOWN": 2}.items():
        monkeypatch.setattr(nearness, name, few)
    monkeypatch.setattr(related_queries, "SHOWN", 2)


def _saved_paper(folder: Path) -> Iterator[SavedPaper]:
    # The work that follows begins after everything in the paper, however long that takes to make.
    clock = Clock(START - timedelta(days=1))
    try:
        make_base_paper()
    finally:
        clock.close()
    saved = SavedPaper(folder)
    try:
        yield saved
    finally:
        saved.restore()
        saved.database.forget()
