"""Debian's Chromium instead of one that Playwright would download."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.paper_server import RunningPaper, running_paper
from tests.support.chromium import QUIET

# Playwright's loop runs in the thread of the test, so Django takes every query for one out of async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# On a busy machine a page may need longer than Playwright's five seconds; whatever is right is seen at once.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": shutil.which("chromium"), "args": list(QUIET)}


@pytest.fixture(scope="session")
def base_url() -> str:
    """Instead of a plug-in's fixture of this name, which pytest 9 warns about."""
    return ""


@pytest.fixture
def new_paper(tmp_path: Path) -> Iterator[RunningPaper]:
    """A paper that nobody has opened yet."""
    with running_paper(tmp_path) as paper:
        yield paper


@pytest.fixture
def demo_paper(tmp_path: Path) -> Iterator[RunningPaper]:
    """The demo paper: a front to arrange, and stories to arrange it with."""
    with running_paper(tmp_path, "--demo") as paper:
        yield paper
