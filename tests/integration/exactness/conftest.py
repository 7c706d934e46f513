"""A paper that can be begun anew, and nodes that serve it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from dateline.edition import following, server
from tests.edition_site.harness import Node
from tests.integration.exactness.machine import PaperMachine
from tests.integration.exactness.reading import PATIENCE
from tests.integration.exactness.tally import Tally
from tests.support.fresh_paper import SavedPaper, fresh_paper


@pytest.fixture
def machine(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[type[PaperMachine]]:
    """The machine on a paper of its own."""
    monkeypatch.setattr(following, "LONGEST_WAIT", 0.05)
    # How long readers are kept waiting is not the question here, and a busy machine must not answer it.
    monkeypatch.setattr(server, "LONGEST_WAIT", PATIENCE / 2)
    with fresh_paper(tmp_path, monkeypatch) as saved:
        yield _machine_on(saved, tmp_path, monkeypatch)
    gc.collect()
    following._node.cache_clear()


def _machine_on(saved: SavedPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> type[PaperMachine]:
    numbers = count(1)
    folder = tmp_path / "edition"

    def begin() -> None:
        nonlocal folder
        saved.restore()
        folder = tmp_path / f"edition-{next(numbers)}"
        monkeypatch.setattr(settings, "EDITION", {"directory": folder})

    def make_node(**options: Any) -> Node:
        # The flood limit would answer 503 for what this test asks faster than any reader does.
        return Node(folder, misses_per_second=1_000_000, **options)

    parts: dict[str, Callable[..., Any] | Tally] = {
        "begin": staticmethod(begin),
        "make_node": staticmethod(make_node),
        "tally": Tally(),
    }
    return type("Machine", (PaperMachine,), parts)
