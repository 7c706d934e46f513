"""A paper whose data lie in a folder of their own, and copies of it."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from dateline.fronts.models import HomePage
from dateline.mirror.copying import Outcome
from dateline.mirror.exports import make_copy
from dateline.mirror.telling import Teller
from tests.factories.papers import make_paper

Export = Callable[..., Outcome]


@pytest.fixture
def paper(transactional_db: None, tmp_path: Path, settings: Any) -> HomePage:
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = f"{tmp_path}/data/media"
    return make_paper()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy"


@pytest.fixture
def export(tmp_path: Path, copy: Path) -> Export:
    def make(folder: Path = copy, **options: Any) -> Outcome:
        teller = Teller(Console(file=StringIO()))
        return make_copy(folder=folder, keep_out=[tmp_path / "data"], teller=teller, **options)

    return make
