"""A paper with a log in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.fronts.models import HomePage
from dateline.transparency.comparing import forget_comparisons
from tests.factories.papers import make_paper


@pytest.fixture
def log(settings: Any, tmp_path: Path) -> Path:
    """The folder of the log; its key lies in the folder around it."""
    settings.DATA_DIR = tmp_path
    settings.LOG_FOLDER = tmp_path / "log"
    settings.LOG_COPIES = ()
    settings.BASE_URL = "https://paper.example"
    forget_comparisons()
    return tmp_path / "log"


@pytest.fixture
def paper(db: None, log: Path) -> HomePage:
    return make_paper()
