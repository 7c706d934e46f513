"""A small paper that random work can be begun on again and again."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from dateline.reader import lists
from tests.support.desk_work import Clock, make_base_paper
from tests.support.desk_work.clock import START
from tests.support.saved_database import SavedDatabase


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
    # Short lists, so that a small paper has older pages.
    monkeypatch.setattr(lists, "PAGE_SIZE", 3)
    # Not by the patch, because the storage of pictures has to hear of it.
    with override_settings(MEDIA_ROOT=folder / "media"):
        yield from _saved_paper(folder)


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
