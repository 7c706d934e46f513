"""A small paper that random work can be begun on again and again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from tests.support.desk_work import Clock, make_base_paper
from tests.support.desk_work.clock import START
from tests.support.saved_database import SavedDatabase


@contextmanager
def fresh_paper(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SavedDatabase]:
    """Make the paper in the test database and keep a copy of it. For tests whose work really commits."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", folder / "media")
    # The work that follows begins after everything in the paper, however long that takes to make.
    clock = Clock(START - timedelta(days=1))
    try:
        make_base_paper()
    finally:
        clock.close()
    saved = SavedDatabase(folder)
    try:
        yield saved
    finally:
        saved.restore()
        saved.forget()
